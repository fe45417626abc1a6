using System.Collections.Immutable;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;

namespace Slipway.Kubeadm.CoreDns;

/// <summary>Brings a Corefile from one release of CoreDNS to a later one.</summary>
internal static class CorefileMigration
{
    /// <summary>The Corefile for the later release: the same text where nothing in it has to change.</summary>
    /// <param name="corefile">The Corefile that the earlier release works with.</param>
    /// <param name="from">The earlier release, such as <c>1.8.0</c>.</param>
    /// <param name="to">The later release.</param>
    /// <exception cref="CorefileException">A release is not known, the later one is earlier, or a person has to decide.</exception>
    public static string Migrate(string corefile, string from, string to)
    {
        if (CoreDnsReleases.UpgradeError(from, to) is { } error)
        {
            throw new CorefileException(error);
        }

        var (start, end) = (CoreDnsReleases.IndexOf(from), CoreDnsReleases.IndexOf(to));
        var before = CorefileText.Write(CorefileText.Read(corefile));
        var servers = CorefileText.Read(corefile);
        for (var release = start + 1; release <= end; release++)
        {
            servers = Step(servers, release);
        }

        var after = CorefileText.Write(servers);
        return after == before ? corefile : after;
    }

    private static ImmutableArray<CorefileDirective> Step(ImmutableArray<CorefileDirective> servers, int release)
    {
        foreach (var rule in CorefileRules.All)
        {
            if (release >= CoreDnsReleases.IndexOf(rule.First) && (rule.Last is null || release <= CoreDnsReleases.IndexOf(rule.Last)))
            {
                servers = rule.Apply(servers);
            }
        }

        return servers;
    }
}
