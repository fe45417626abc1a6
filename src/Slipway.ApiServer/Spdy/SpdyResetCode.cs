namespace Slipway.ApiServer.Spdy;

/// <summary>Why a stream is reset, by the protocol's numbers.</summary>
internal enum SpdyResetCode
{
    ProtocolError = 1,
    RefusedStream = 3,
    Cancel = 5,
}
