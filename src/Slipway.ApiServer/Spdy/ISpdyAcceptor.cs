namespace Slipway.ApiServer.Spdy;

/// <summary>Takes the streams that a client opens. It is called by the connection's reader: whatever takes time is done elsewhere.</summary>
internal interface ISpdyAcceptor
{
    /// <summary>Whether a stream with such headers is wanted; the client is told when it is not.</summary>
    bool Accepts(IReadOnlyDictionary<string, string> headers);

    /// <summary>Takes a stream that was accepted.</summary>
    void Open(SpdyStream stream);
}
