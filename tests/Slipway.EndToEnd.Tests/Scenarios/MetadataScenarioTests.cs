using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>Labels and annotations of templates reach what was made of them, and go again, without a new Machine.</summary>
public sealed class MetadataScenarioTests
{
    private const string NodeLabel = "node.cluster.x-k8s.io/pool";

    private static readonly ResourceType[] Carriers = [CoreTypes.Machine, DevTypes.DevMachine, KubeadmTypes.KubeadmConfig];

    [Fact]
    public async Task TemplateMetadata_SetAndTakenBack_ReachesMachinesInPlaceAndGoes()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 1));
        using var workload = cluster.Workload();
        await using var nodes = await ObjectView.OpenAsync(workload, BuiltInTypes.Node);
        var machines = MachinesOf(cluster);
        await LabelOneAsUserAsync(plane, machines[0]);

        await SetAsync(cluster, "blue");
        await cluster.View.UntilAsync("all carry the template's metadata", o => Carriers.All(c => o.Of(c).All(IsMarked)));
        await nodes.UntilAsync("the Nodes carry the label", o => o.Of(BuiltInTypes.Node).All(n => n.Label(NodeLabel) == "blue"));

        await SetAsync(cluster, value: null);
        await cluster.View.UntilAsync("none carries it any more", o => !Carriers.Any(c => o.Of(c).Any(IsMarked)));
        await nodes.UntilAsync("no Node carries it any more", o => o.Of(BuiltInTypes.Node).All(n => n.Label(NodeLabel) is null));
        Assert.Equal(machines, MachinesOf(cluster));
        Assert.Equal("mine", cluster.View.Read(o => o.Find(CoreTypes.Machine, machines[0])!.Label("owner")));
    }

    private static bool IsMarked(JsonObject obj) => obj.Label(NodeLabel) is not null || obj.At("metadata", "annotations", "note") is not null;

    private static List<string> MachinesOf(TestCluster cluster) => cluster.View.Read(o => o.Of(CoreTypes.Machine).Select(m => m.Name()).ToList());

    private static Task LabelOneAsUserAsync(TestPlane plane, string machine) => plane.Client.PatchAsync(
        CoreTypes.Machine,
        new ObjectKey("default", machine),
        KubePatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["owner"] = "mine" } } }),
        new WriteOptions { FieldManager = "kubectl-label" },
        TestContext.Current.CancellationToken);

    private static async Task SetAsync(TestCluster cluster, string? value)
    {
        await cluster.PatchAsync(KubeadmTypes.KubeadmControlPlane, cluster.ControlPlaneKey, Template("machineTemplate"));
        await cluster.PatchAsync(CoreTypes.MachineDeployment, cluster.DeploymentKey, Template("template"));

        JsonObject Template(string field) => new()
        {
            [field] = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["labels"] = new JsonObject { [NodeLabel] = value },
                    ["annotations"] = new JsonObject { ["note"] = value },
                },
            },
        };
    }
}
