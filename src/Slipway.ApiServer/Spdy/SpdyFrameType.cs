namespace Slipway.ApiServer.Spdy;

/// <summary>The control frames of SPDY/3.1, by their numbers on the wire.</summary>
internal enum SpdyFrameType
{
    /// <summary>A frame of a stream's bytes; it has no number.</summary>
    Data = 0,
    SynStream = 1,
    SynReply = 2,
    RstStream = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    Headers = 8,
    WindowUpdate = 9,
}
