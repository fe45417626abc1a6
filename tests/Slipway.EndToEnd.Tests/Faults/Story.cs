using Slipway.EndToEnd.Tests.Scenarios;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>What a user asks for while something goes wrong.</summary>
/// <param name="Name">The story's name.</param>
/// <param name="Before">The cluster that there is; null for none yet.</param>
/// <param name="After">The cluster that is asked for; null to delete it.</param>
/// <param name="MostMachines">How many Machines there may be at any moment: one more is a twin.</param>
internal sealed record Story(string Name, ClusterShape? Before, ClusterShape? After, int MostMachines)
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("create", null, new(1, 1), MostMachines: 2),
        new("scale", new(1, 1), new(3, 2), MostMachines: 5),
        new("shrink", new(3, 2), new(1, 1), MostMachines: 5),
        new("upgrade", new(1, 1), new(1, 1, "v1.32.0"), MostMachines: 4),
        new("delete", new(1, 1), null, MostMachines: 2),
    ];

    public override string ToString() => Name;
}
