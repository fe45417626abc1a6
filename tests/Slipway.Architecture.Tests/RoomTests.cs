using System.Xml.Linq;

namespace Slipway.Architecture.Tests;

/// <summary>Holds the rooms apart: what a project may use is what docs/architecture.md names for it.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Slipway.Re2"] = [],
        ["Slipway.Kubernetes"] = ["Slipway.Re2"],
        ["Slipway.Cel"] = ["Slipway.Re2"],
        ["Slipway.ApiServer"] = ["Slipway.Kubernetes", "Slipway.Cel"],
        ["Slipway.ControllerRuntime"] = ["Slipway.Kubernetes"],
        ["Slipway.Api"] = ["Slipway.Kubernetes"],
        ["Slipway.Core"] = ["Slipway.Kubernetes", "Slipway.Api", "Slipway.ControllerRuntime"],
        ["Slipway.Kubeadm"] = ["Slipway.Kubernetes", "Slipway.Api", "Slipway.ControllerRuntime", "Slipway.Core"],
        ["Slipway.Dev"] = ["Slipway.Kubernetes", "Slipway.Api", "Slipway.ControllerRuntime", "Slipway.ApiServer"],
        ["Slipway.Cli"] =
        [
            "Slipway.Kubernetes", "Slipway.ApiServer", "Slipway.ControllerRuntime", "Slipway.Api", "Slipway.Core", "Slipway.Kubeadm",
            "Slipway.Dev", "Slipway.Cel",
        ],
    };

    // The generator reads the attributes of the API classes; end-to-end tests run the program's plane in their own process,
    // and simulate the machines that a control plane reaches.
    private static readonly (string Room, string Friend)[] Friends =
        [("Slipway.Api", "CrdGenerator"), ("Slipway.Cli", "Slipway.EndToEnd.Tests"), ("Slipway.Kubeadm", "Slipway.EndToEnd.Tests")];

    public static TheoryData<string> Rooms =>
        new(Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Select(d => Path.GetFileName(d)!));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_UsesOnlyWhatItsRowNames(string room)
    {
        Assert.True(MayUse.TryGetValue(room, out var allowed), $"{room} is not in the table of rooms: add it here and to docs/architecture.md");

        var project = XDocument.Load(Path.Combine(Repository.Root, "src", room, $"{room}.csproj"));
        var used = project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

        Assert.Empty(used.Except(allowed!));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_NamesNoNamespaceOfARoomItMayNotUse(string room)
    {
        var forbidden = MayUse.Keys.Where(other => other != room && !MayUse[room].Contains(other)).ToList();

        // A project reference brings its own references along; the source must not make use of that.
        var offenders =
            from file in SourceTree.Files(Path.Combine("src", room))
            from line in File.ReadLines(file)
            where line.StartsWith("using Slipway.", StringComparison.Ordinal)
            from other in forbidden
            where line.StartsWith($"using {other};", StringComparison.Ordinal) || line.StartsWith($"using {other}.", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)}: {line}";

        Assert.Empty(offenders);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_OpensItsInternalsToItsOwnTestsOnly(string room)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", room, $"{room}.csproj"));
        var friends = project.Descendants("InternalsVisibleTo").Select(f => (room, f.Attribute("Include")!.Value));

        Assert.Empty(friends.Except(Friends));
    }
}
