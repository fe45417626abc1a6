namespace Slipway.ApiServer.Http.Pods;

/// <summary>The headers by which Kubernetes' clients say what a stream is for, as SPDY has them: in lower case.</summary>
internal static class StreamHeaders
{
    public const string StreamType = "streamtype";
    public const string Port = "port";
    public const string RequestId = "requestid";
}
