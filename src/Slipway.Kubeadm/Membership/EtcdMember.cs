using System.Collections.Immutable;

namespace Slipway.Kubeadm.Membership;

/// <summary>A member of an etcd cluster.</summary>
/// <param name="Id">etcd's number for it.</param>
/// <param name="Name">The name it announced: kubeadm gives it its Node's. Empty until it has started.</param>
internal sealed record EtcdMember(ulong Id, string Name)
{
    /// <summary>Whether it has no vote yet.</summary>
    public bool IsLearner { get; init; }

    /// <summary>Where the other members reach it.</summary>
    public ImmutableArray<string> PeerUrls { get; init; } = [];

    /// <summary>The alarms it raised, such as <c>NOSPACE</c>.</summary>
    public ImmutableArray<string> Alarms { get; init; } = [];

    /// <summary>Why it did not answer when it was asked itself; null when it did, or was not asked.</summary>
    public string? Silence { get; init; }

    /// <summary>Why it takes no part in the cluster, by its own word; null when it does.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether it may be asked for something: nothing is known that speaks against it.</summary>
    public bool IsResponsive => Silence is null && Fault is null;
}
