"""Signed requests to the EMR API without the checks of a client."""

import json
import os
import socket

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import botocore.httpsession


class RawEmr:
    def __init__(self):
        self._endpoint = os.environ["AWS_ENDPOINT_URL_EMR"]
        # As botocore's own client does; else each request waits for the acknowledgement of its headers.
        self._http = botocore.httpsession.URLLib3Session(
            socket_options=[(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]
        )
        credentials = botocore.credentials.Credentials(
            os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]
        )
        self._signer = botocore.auth.SigV4Auth(credentials, "elasticmapreduce", os.environ["AWS_REGION"])

    def call(self, operation, request):
        """Sends a JSON value, and tells status, headers and body of the answer."""
        http_request = botocore.awsrequest.AWSRequest(
            method="POST",
            url=self._endpoint + "/",
            headers={
                "Content-Type": "application/x-amz-json-1.1",
                "X-Amz-Target": f"ElasticMapReduce.{operation}",
            },
            data=json.dumps(request).encode(),
        )
        self._signer.add_auth(http_request)
        response = self._http.send(http_request.prepare())
        return response.status_code, dict(response.headers), response.content
