using System.Text.Json.Nodes;

namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>Fields belong to managers of upstream's names: GitOps tools are told by name whose fields to leave alone.</summary>
[Collection<UpstreamStateCollection>]
public sealed class FieldManagerStateTests(OurPlane plane)
{
    private static readonly WantedDifference[] Wanted =
    [
        new("DevMachine", "capi-kubeadmcontrolplane-metadata", "metadata and spec have one owner: a part is made in one write"),
        new("DevMachine", "capi-machineset-metadata", "metadata and spec have one owner: a part is made in one write"),
        new("DevMachine", "capi-manager", "a part belongs to its Machine from the start, by the write that makes it"),
        new("KubeadmConfig", "capi-kubeadmcontrolplane-metadata", "metadata and spec have one owner: a part is made in one write"),
        new("KubeadmConfig", "capi-machineset-metadata", "metadata and spec have one owner: a part is made in one write"),
        new("KubeadmConfig", "capi-manager", "a part belongs to its Machine from the start, by the write that makes it"),
        new("KubeadmConfig", "cabpk-manager", "the first control plane machine's configuration is left as it was written"),
        new("Machine", "capd-manager", "that a machine has booted is seen in its cluster"),
        new("MachineSet", "capi-manager", "its finalizer is there from the write that makes it"),
    ];

    [Fact]
    public async Task Managers_OfTheRecordedManifest_AreUpstreams()
    {
        Recording.Require();
        var recorded = Recording.ReadObjects("management-managed-fields.yaml");
        var types = recorded.Select(OurPlane.TypeOf).Distinct().ToList();
        var upstream = Managers(recorded);

        IReadOnlyList<StateDifference> differences = [];
        var unwanted = await plane.UntilNoneAsync<StateDifference>(async () =>
        {
            var ours = Managers(await plane.ReadAsync(types));
            differences =
            [
                .. upstream.Except(ours).Select(m => new StateDifference(m.Subject, m.Manager, "an owner of fields", "")),
                .. ours.Except(upstream).Select(m => new StateDifference(m.Subject, m.Manager, "", "an owner of fields")),
            ];
            return [.. differences.Where(d => d.Upstream.Length == 0 || !Wanted.Any(w => w.Covers(d)))];
        });

        Assert.True(unwanted.Count == 0, string.Join('\n', unwanted));
        Assert.All(Wanted, w => Assert.True(differences.Any(w.Covers), $"no difference any more, take it off the list: {w}"));
    }

    private static HashSet<(string Subject, string Manager)> Managers(IReadOnlyList<JsonObject> objects)
    {
        var names = RoleNames.Of(objects);
        return
        [
            .. from obj in objects
               let subject = $"{obj["kind"]} {names.In((string)obj["metadata"]!["name"]!)}"
               from entry in obj["metadata"]!["managedFields"] as JsonArray ?? []
               select (subject, $"{entry!["manager"]}{(entry["subresource"] is { } subresource ? $"/{subresource}" : "")}"),
        ];
    }
}
