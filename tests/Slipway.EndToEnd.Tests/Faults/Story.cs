using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>What a user asks for while something goes wrong.</summary>
/// <param name="Name">The story's name.</param>
/// <param name="Before">The cluster that there is; null for none yet.</param>
/// <param name="After">The cluster that is asked for; null to delete it.</param>
/// <param name="Most">How many Machines there may be at any moment: one more is a twin.</param>
internal sealed record Story(string Name, ClusterShape? Before, ClusterShape? After, ClusterShape Most)
{
    /// <summary>Whether <see cref="Additions"/> are asked for: then their Machines are workers too.</summary>
    public bool Adds { get; init; }

    /// <summary>Whether a control plane machine falls ill and is asked to be replaced (<see cref="Illness"/>).</summary>
    public bool Remediates { get; init; }

    /// <summary>Whether a pool lives its whole life meanwhile (<see cref="PoolLife"/>): its Machines are workers too.</summary>
    public bool Pools { get; init; }

    /// <summary>The kinds that the story adds to those of clusters.</summary>
    public IReadOnlyList<ResourceType> Kinds => Adds ? Additions.Kinds : Remediates ? Illness.Kinds : Pools ? PoolLife.Kinds : [];

    public static IReadOnlyList<Story> All { get; } =
    [
        new("create", null, new(1, 1), Most: new(1, 1)),
        new("scale", new(1, 1), new(3, 2), Most: new(3, 2)),
        new("shrink", new(3, 2), new(1, 1), Most: new(3, 2)),
        new("upgrade", new(1, 1), new(1, 1, "v1.32.0"), Most: new(2, 2)),
        new("add", new(1, 1), new(1, 1), Most: new(1, 3)) { Adds = true },
        new("delete", new(1, 1), null, Most: new(1, 1)),
        new("remediate", new(3, 0), new(3, 0), Most: new(3, 0)) { Remediates = true },
        new("pool", new(1, 0), new(1, 0), Most: new(1, 2)) { Pools = true },
    ];

    public override string ToString() => Name;
}
