<?xml version="1.0" encoding="UTF-8"?>
<!-- A file with defaults of Hadoop's without what is for readers: Hadoop reads it anew for most things that Hive asks. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output encoding="UTF-8"/>
  <xsl:strip-space elements="configuration property"/>
  <xsl:template match="/configuration">
    <xsl:comment> Made of the file of this name of Apache Hadoop, without its descriptions. </xsl:comment>
    <configuration>
      <xsl:apply-templates select="property"/>
    </configuration>
  </xsl:template>
  <xsl:template match="property">
    <property>
      <xsl:copy-of select="*[not(self::description)]"/>
    </property>
  </xsl:template>
</xsl:stylesheet>
