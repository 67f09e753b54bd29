package io.github.emrharness.core.http;

import io.github.emrharness.core.operations.EmrService;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The EMR API as real clients see it: AWS JSON 1.1 ({@code POST /} with {@code X-Amz-Target:
 * ElasticMapReduce.<operation>}) over plain HTTP on 127.0.0.1.
 *
 * <p>Signatures are verified if {@link EmrEndpointOptions#signedWith()} says so. Nothing but this machine can connect.
 */
// Netty's futures of closing and of ending threads are awaited together, at the end of close().
@SuppressWarnings("FutureReturnValueIgnored")
public final class EmrEndpoint implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmrEndpoint.class);

    private static final String HOST = "127.0.0.1";
    private static final int END_OF_THREADS_SECONDS = 2;

    private final EmrEndpointOptions options;
    private final ThreadPoolExecutor workers;
    private final EventLoopGroup eventLoop;
    private final ChannelGroup connections;
    private final Channel listener;
    private final URI uri;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmrEndpoint(
            EmrEndpointOptions options,
            ThreadPoolExecutor workers,
            EventLoopGroup eventLoop,
            ChannelGroup connections,
            Channel listener,
            URI uri) {
        this.options = options;
        this.workers = workers;
        this.eventLoop = eventLoop;
        this.connections = connections;
        this.listener = listener;
        this.uri = uri;
    }

    /**
     * Starts to listen; returns when clients can connect.
     *
     * @throws UncheckedIOException if the port is in use or may not be used
     */
    public static EmrEndpoint start(EmrService service, EmrEndpointOptions options) {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                options.workerThreads(),
                options.workerThreads(),
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(options.queuedRequests()),
                new EndpointThreads("emr-endpoint-worker"));
        workers.allowCoreThreadTimeOut(true);
        EventLoopGroup eventLoop = new NioEventLoopGroup(1, new EndpointThreads("emr-endpoint-io"));
        ChannelGroup connections = new DefaultChannelGroup(eventLoop.next(), true);
        RequestHandler requests = new RequestHandler(service, options.signedWith());
        ChannelFuture bound = new ServerBootstrap()
                .group(eventLoop)
                .channel(NioServerSocketChannel.class)
                // A test server has a few small buffers; arenas of many megabytes would outlive it.
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        Connection connection = new Connection(requests, workers, options);
                        channel.pipeline()
                                .addLast(connection.arrivals())
                                .addLast(new HttpServerCodec())
                                .addLast(new BoundedAggregator(options.maxRequestBytes()))
                                .addLast(new FlowControlHandler())
                                .addLast(connection);
                    }
                })
                .bind(HOST, options.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            workers.shutdown();
            eventLoop.shutdownGracefully(0, END_OF_THREADS_SECONDS, TimeUnit.SECONDS);
            ended(eventLoop);
            throw cannotListen(options.port(), bound.cause());
        }
        int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
        URI uri = URI.create("http://" + HOST + ":" + port);
        LOG.debug("The EMR API answers at {}", uri);
        return new EmrEndpoint(options, workers, eventLoop, connections, bound.channel(), uri);
    }

    /** Where clients connect: {@code http://127.0.0.1:port}. */
    public URI uri() {
        return uri;
    }

    /**
     * Stops listening, lets the requests that are being worked on end within the close timeout, and ends all threads.
     * Closing twice is harmless.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        listener.close().awaitUninterruptibly();
        connections.forEach(channel -> channel.eventLoop().execute(() -> {
            ChannelHandlerContext connection = channel.pipeline().context(Connection.class);
            if (connection == null) {
                channel.close();
            } else {
                ((Connection) connection.handler()).drain(connection);
            }
        }));
        if (!connections
                .newCloseFuture()
                .awaitUninterruptibly(options.closeTimeout().toMillis())) {
            LOG.warn(
                    "Requests are cut off: {} were still being worked on {} ms after the endpoint was closed",
                    workers.getActiveCount(),
                    options.closeTimeout().toMillis());
        }
        connections.close().awaitUninterruptibly();
        workers.shutdownNow();
        eventLoop.shutdownGracefully(0, END_OF_THREADS_SECONDS, TimeUnit.SECONDS);
        boolean workersEnded = ended(workers);
        if (!ended(eventLoop) || !workersEnded) {
            LOG.warn("A thread of the EMR endpoint did not end; an operation of the service ignores its interruption");
        }
    }

    private static boolean ended(ExecutorService executor) {
        try {
            return executor.awaitTermination(END_OF_THREADS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return executor.isTerminated();
        }
    }

    private static RuntimeException cannotListen(int port, Throwable cause) {
        String message = "The EMR endpoint cannot listen on " + HOST + ":" + port + ": " + cause.getMessage()
                + ". Stop the program that uses this port, or leave the port at 0 to take a free one.";
        return cause instanceof IOException io
                ? new UncheckedIOException(message, io)
                : new IllegalStateException(message, cause);
    }
}
