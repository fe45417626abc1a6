namespace Slipway.ApiServer.Storage.Encryption;

/// <summary>One way to keep values: sealed by one of its keys, or, without keys, as they are.</summary>
/// <param name="Keys">The first one seals, all of them open; none for upstream's provider <c>identity</c>.</param>
internal sealed record EncryptionProvider(IReadOnlyList<EncryptionKey> Keys)
{
    public static readonly EncryptionProvider Identity = new([]);

    public bool IsIdentity => Keys.Count == 0;
}
