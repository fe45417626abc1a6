using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Dev.CloudInit;

namespace Slipway.Dev.Kubeadm;

/// <summary>How a joining machine finds its cluster and proves that it may join.</summary>
/// <param name="Endpoint">Host and port of the API server.</param>
/// <param name="TokenId">The public part of the bootstrap token; empty where there is none.</param>
/// <param name="TokenSecret">The secret part.</param>
/// <param name="CaCertHashes">Pins of the cluster's authority; empty when it is trusted unseen.</param>
internal sealed partial record BootstrapDiscovery(string Endpoint, string TokenId, string TokenSecret, ImmutableArray<string> CaCertHashes)
{
    /// <summary>Whether the machine proves itself by a bootstrap token; else by credentials in a file, which are taken as good.</summary>
    public bool HasToken => TokenId.Length > 0;

    public static BootstrapDiscovery Read(KubeadmDocument join, VirtualDisk disk)
    {
        if (join.Has("discovery", "file"))
        {
            return FileDiscoveryReader.Read(join, disk);
        }

        if (!join.Has("discovery", "bootstrapToken"))
        {
            throw join.Wrong(["discovery"], "bootstrapToken or file is needed");
        }

        var endpoint = join.Text("discovery", "bootstrapToken", "apiServerEndpoint");
        if (endpoint is null || !HostAndPort().IsMatch(endpoint))
        {
            throw join.Wrong(["discovery", "bootstrapToken", "apiServerEndpoint"], "must be host:port");
        }

        var token = TokenForm().Match(join.Text("discovery", "bootstrapToken", "token") ?? "");
        if (!token.Success)
        {
            throw join.Wrong(["discovery", "bootstrapToken", "token"], "must be six characters, a dot and sixteen characters of [a-z0-9]");
        }

        var hashes = join.List("discovery", "bootstrapToken", "caCertHashes")?.Select(h => h?.ToString() ?? "").ToImmutableArray() ?? [];
        if (hashes.IsEmpty && !join.Flag("discovery", "bootstrapToken", "unsafeSkipCAVerification"))
        {
            throw join.Wrong(["discovery", "bootstrapToken", "caCertHashes"], "are needed, unless unsafeSkipCAVerification is true");
        }

        return new BootstrapDiscovery(endpoint, token.Groups["id"].Value, token.Groups["secret"].Value, hashes);
    }

    [GeneratedRegex(@"^(?<id>[a-z0-9]{6})\.(?<secret>[a-z0-9]{16})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostAndPort();
}
