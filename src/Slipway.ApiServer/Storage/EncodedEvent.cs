namespace Slipway.ApiServer.Storage;

/// <summary>One wire form of an event; a link in the short list that the event keeps.</summary>
internal sealed class EncodedEvent(object variant, EncodedEvent? next)
{
    public object Variant { get; } = variant;

    public EncodedEvent? Next { get; } = next;

    /// <summary>Guarded by a lock on this instance.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; set; }
}
