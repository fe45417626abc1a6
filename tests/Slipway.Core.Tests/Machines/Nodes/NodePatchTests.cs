using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Core.Machines;
using Slipway.Core.Machines.Phases;
using static Slipway.Core.Tests.Machines.MachineScopes;

namespace Slipway.Core.Tests.Machines.Nodes;

public sealed class NodePatchTests
{
    private static readonly MachineOptions Propagating = new() { TaintPropagation = true };

    [Fact]
    public void Decide_NewNode_GetsWhatFollowsTheMachine()
    {
        var machine = Machine();
        machine.Metadata.Labels["node-role.kubernetes.io/worker"] = "";
        machine.Metadata.Labels["x.node.cluster.x-k8s.io/zone"] = "a";
        machine.Metadata.Labels["team"] = "red";
        machine.Metadata.Annotations = new Dictionary<string, string> { ["node.cluster.x-k8s.io/note"] = "n", ["other"] = "o" };

        var patch = Decide(new V1Node { Metadata = new V1ObjectMeta { ResourceVersion = "5" } }, machine)!;

        Assert.Equal("""{"node-role.kubernetes.io/worker":"","x.node.cluster.x-k8s.io/zone":"a"}""", patch["metadata"]!["labels"]!.ToJsonString());
        var annotations = patch["metadata"]!["annotations"]!;
        Assert.Equal("node-role.kubernetes.io/worker,x.node.cluster.x-k8s.io/zone", (string?)annotations["cluster.x-k8s.io/labels-from-machine"]);
        Assert.Equal("node.cluster.x-k8s.io/note", (string?)annotations["cluster.x-k8s.io/annotations-from-machine"]);
        Assert.Equal("demo", (string?)annotations["cluster.x-k8s.io/cluster-name"]);
        Assert.Null(annotations["other"]);
        Assert.Null(annotations["cluster.x-k8s.io/taints-from-machine"]);
    }

    [Fact]
    public void Decide_AsWanted_IsNull()
    {
        var machine = Machine();
        machine.Spec!.Taints = [Taint("a", "Always"), Taint("b", "OnInitialization")];
        var node = new V1Node { Metadata = new V1ObjectMeta(), Spec = new V1NodeSpec { Taints = [new V1Taint { Key = "node.cluster.x-k8s.io/uninitialized", Effect = "NoSchedule" }] } };
        Apply(node, Decide(node, machine, Propagating)!);

        Assert.Null(Decide(node, machine, Propagating));
    }

    [Fact]
    public void Decide_LabelGoneFromMachine_GoesFromNodeButNotAStrangers()
    {
        var node = new V1Node
        {
            Metadata = new V1ObjectMeta
            {
                Labels = new Dictionary<string, string> { ["node.cluster.x-k8s.io/old"] = "", ["node.cluster.x-k8s.io/strange"] = "", ["cluster.x-k8s.io/interruptible"] = "" },
                Annotations = new Dictionary<string, string>
                {
                    ["cluster.x-k8s.io/labels-from-machine"] = "cluster.x-k8s.io/interruptible,node.cluster.x-k8s.io/old", ["cluster.x-k8s.io/owner-name"] = "gone",
                },
            },
        };

        var patch = Decide(node, Machine())!;

        Assert.Equal("""{"cluster.x-k8s.io/interruptible":null,"node.cluster.x-k8s.io/old":null}""", patch["metadata"]!["labels"]!.ToJsonString());
        Assert.True(patch["metadata"]!["annotations"]!.AsObject().ContainsKey("cluster.x-k8s.io/owner-name"));
        Assert.Null(patch["metadata"]!["annotations"]!["cluster.x-k8s.io/owner-name"]);
    }

    [Fact]
    public void Decide_AdditionalKeys_FollowToo()
    {
        var machine = Machine();
        machine.Metadata.Labels["team"] = "red";

        var patch = Decide(new V1Node { Metadata = new V1ObjectMeta() }, machine, new MachineOptions { AdditionalNodeLabels = [new Regex("^team$", RegexOptions.NonBacktracking)] })!;

        Assert.Equal("red", (string?)patch["metadata"]!["labels"]!["team"]);
    }

    [Fact]
    public void Taints_OfTheFirstTime_AreSetOnceAndLeftAlone()
    {
        var machine = Machine();
        machine.Spec!.Taints = [Taint("always", "Always"), Taint("once", "OnInitialization")];
        var node = new V1Node { Metadata = new V1ObjectMeta() };

        Apply(node, Decide(node, machine, Propagating)!);
        Assert.Equal(["always", "once"], node.Spec.Taints.Select(t => t.Key));
        Assert.Equal("always:NoSchedule", node.Metadata.Annotations["cluster.x-k8s.io/taints-from-machine"]);

        node.Spec.Taints.Clear();
        Apply(node, Decide(node, machine, Propagating)!);
        Assert.Equal(["always"], node.Spec.Taints.Select(t => t.Key));
    }

    [Fact]
    public void Taints_GoneFromMachine_GoFromNode()
    {
        var machine = Machine();
        machine.Spec!.Taints = [Taint("a", "Always"), Taint("b", "Always", "1")];
        var node = new V1Node { Metadata = new V1ObjectMeta(), Spec = new V1NodeSpec { Taints = [new V1Taint { Key = "strange", Effect = "NoSchedule" }] } };
        Apply(node, Decide(node, machine, Propagating)!);

        machine.Spec.Taints = [Taint("b", "Always", "2")];
        Apply(node, Decide(node, machine, Propagating)!);

        Assert.Equal(["strange=", "b=2"], node.Spec.Taints.Select(t => $"{t.Key}={t.Value}"));
        Assert.Equal("b:NoSchedule", node.Metadata.Annotations["cluster.x-k8s.io/taints-from-machine"]);
    }

    [Fact]
    public void Taints_ChangedToOnInitialization_StayButAreNoLongerKept()
    {
        var machine = Machine();
        machine.Spec!.Taints = [Taint("a", "Always")];
        var node = new V1Node { Metadata = new V1ObjectMeta() };
        Apply(node, Decide(node, machine, Propagating)!);

        machine.Spec.Taints = [Taint("a", "OnInitialization")];
        Apply(node, Decide(node, machine, Propagating)!);

        Assert.Equal("a", Assert.Single(node.Spec.Taints).Key);
        Assert.Equal("", node.Metadata.Annotations["cluster.x-k8s.io/taints-from-machine"]);
    }

    [Fact]
    public void Taints_Outdated_ComesAndGoes()
    {
        var node = new V1Node { Metadata = new V1ObjectMeta { ResourceVersion = "9" } };

        var patch = Decide(node, Machine(), outdated: true)!;
        Assert.Equal("9", (string?)patch["metadata"]!["resourceVersion"]);
        Apply(node, patch);
        Assert.Equal("node.cluster.x-k8s.io/outdated-revision:PreferNoSchedule", Assert.Single(node.Spec.Taints) is var taint ? $"{taint.Key}:{taint.Effect}" : "");
        Assert.Null(Decide(node, Machine(), outdated: true));
        Apply(node, Decide(node, Machine())!);
        Assert.Empty(node.Spec.Taints);
    }

    private static MachineTaint Taint(string key, string propagation, string? value = null) =>
        new() { Key = key, Effect = "NoSchedule", Propagation = propagation, Value = value };

    private static JsonObject? Decide(V1Node node, Machine machine, MachineOptions? options = null, bool outdated = false) =>
        NodePatch.Decide(node, NodeMetadata.Of(machine, options ?? new MachineOptions(), interruptible: false, outdated));

    private static void Apply(V1Node node, JsonObject patch)
    {
        node.Metadata.Labels = Merge(node.Metadata.Labels, patch["metadata"]?["labels"]);
        node.Metadata.Annotations = Merge(node.Metadata.Annotations, patch["metadata"]?["annotations"]);
        if (patch["spec"]?["taints"] is JsonArray taints)
        {
            (node.Spec ??= new V1NodeSpec()).Taints =
                [.. taints.Select(t => new V1Taint { Key = (string)t!["key"]!, Effect = (string)t["effect"]!, Value = (string?)t["value"] })];
        }
    }

    private static Dictionary<string, string> Merge(IDictionary<string, string>? current, JsonNode? patch) => (current ?? ImmutableDictionary<string, string>.Empty)
        .Where(p => patch?.AsObject().ContainsKey(p.Key) != true)
        .Concat((patch?.AsObject() ?? []).Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, (string)p.Value!)))
        .ToDictionary();
}
