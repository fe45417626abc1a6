namespace Slipway.ApiServer.Storage.Encryption;

/// <summary>How the values of some resources are kept.</summary>
/// <param name="Resources">
/// <c>secrets</c>, <c>machines.cluster.x-k8s.io</c>, <c>*.</c> for the core group, <c>*.apps</c> for a group, or <c>*.*</c>.
/// </param>
/// <param name="Providers">The first one writes, all of them read.</param>
internal sealed record EncryptionRule(IReadOnlyList<string> Resources, IReadOnlyList<EncryptionProvider> Providers)
{
    /// <summary>Whether the rule is about a resource, written as in <see cref="StoreKey.Resource"/>.</summary>
    public bool Covers(string resource)
    {
        var dot = resource.IndexOf('.', StringComparison.Ordinal);
        var wholeGroup = dot < 0 ? "*." : string.Concat("*", resource.AsSpan(dot));
        return Resources.Any(r => r == resource || r == wholeGroup || r == "*.*");
    }
}
