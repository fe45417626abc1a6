using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

/// <summary>Manifests on their way to a workload cluster.</summary>
public sealed class ClusterResourceSetLifeTests
{
    private const string Namespace = "default";
    private const string Widgets = """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: first}
        spec: {size: 1}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: cni}
        data: {mode: SETTING}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Cluster
          names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
          versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: cni}
        """;

    private static readonly ObjectKey Demo = new(Namespace, "demo");
    private static readonly ObjectKey Settings = new("cni", "settings");
    private static readonly ResourceType WidgetType = new(new("example.com", "v1", "Widget"), "widgets", Namespaced: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ApplyOnce", "one")]
    [InlineData("Reconcile", "two")]
    public async Task Manifests_OfAnyKind_ReachTheClusterInOrder_AndAgainOnlyWhenReconciled(string strategy, string after)
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync([.. Manifests.Cluster(controlPlanes: 1, workers: 0), ConfigMap("one"), Set(strategy)]);
        await LabelAsync(plane, "yes");

        var set = await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Applied(s, "True", "Applied"));
        Assert.Equal("one", await SettingAsync(plane));
        Assert.NotNull(await plane.Workload.FindAsync(WidgetType, ObjectKey.ClusterScoped("first"), Token));
        var binding = await plane.WaitAsync(AddonsTypes.ClusterResourceSetBinding, Demo, b => (bool?)Entry(b)?["applied"] == true);
        Assert.Equal([("ClusterResourceSet", "demo", set.Metadata.Uid)], binding.Metadata.OwnerReferences.Select(o => (o.Kind, o.Name, o.Uid)));
        var source = await plane.Client.GetAsync(BuiltInTypes.ConfigMap, Demo with { Name = "cni" }, Token);
        Assert.Equal([set.Metadata.Uid], source.Metadata.OwnerReferences.Select(o => o.Uid));

        var hash = (string?)Entry(binding.ToJsonObject())!["hash"];
        await PatchAsync(plane, BuiltInTypes.ConfigMap, "cni", $$$"""{"data":{"all":{{{Text("two")}}}}}""");
        if (strategy == "Reconcile")
        {
            await plane.WaitAsync(AddonsTypes.ClusterResourceSetBinding, Demo, b => (string?)Entry(b)?["hash"] != hash && (bool?)Entry(b)?["applied"] == true);
        }
        else
        {
            // Another Secret or ConfigMap of the set is applied later than the change would be.
            await plane.ApplyAsync(["""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"late","namespace":"default"},"data":{"a":"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: late}"}}"""]);
            await PatchAsync(plane, AddonsTypes.ClusterResourceSet, "demo", """{"spec":{"resources":[{"kind":"ConfigMap","name":"cni"},{"kind":"ConfigMap","name":"late"}]}}""");
            await plane.WaitAsync(AddonsTypes.ClusterResourceSetBinding, Demo, b => b["spec"]!["bindings"]![0]!["resources"] is JsonArray { Count: 2 });
        }

        Assert.Equal(after, await SettingAsync(plane));
    }

    [Fact]
    public async Task Resource_ThatIsMissing_IsToldUntilItIsThere_AndTheOthersAreApplied()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync([.. Manifests.Cluster(controlPlanes: 1, workers: 0), Set("ApplyOnce", "missing", "cni"), ConfigMap("one")]);
        await LabelAsync(plane, "yes");

        await plane.WaitAsync(AddonsTypes.ClusterResourceSetBinding, Demo, b => (bool?)Entry(b)?["applied"] == true);
        var set = await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Applied(s, "False", "NotApplied"));
        Assert.Equal("ConfigMap missing does not exist", (string?)Condition(set.ToJsonObject())!["message"]);

        await plane.ApplyAsync(["""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"missing","namespace":"default"},"data":{"a":""}}"""]);
        await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Applied(s, "True", "Applied"));
    }

    [Fact]
    public async Task Secret_OfTheWrongType_IsToldAndNothingIsApplied_UntilItIsRight()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync([.. Manifests.Cluster(controlPlanes: 1, workers: 0), Secret("Opaque"), Set("ApplyOnce", "cni", "secret")]);
        await plane.ApplyAsync([ConfigMap("one")]);
        await PatchAsync(plane, AddonsTypes.ClusterResourceSet, "demo", """{"spec":{"resources":[{"kind":"ConfigMap","name":"cni"},{"kind":"Secret","name":"secret"}]}}""");
        await LabelAsync(plane, "yes");

        var set = await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Applied(s, "False", "WrongSecretType"));
        Assert.Equal("Secret type of resource secret is not supported", (string?)Condition(set.ToJsonObject())!["message"]);
        Assert.Null(await plane.Client.FindAsync((ResourceType)AddonsTypes.ClusterResourceSetBinding, Demo, Token));

        await plane.Client.DeleteAsync(BuiltInTypes.Secret, Demo with { Name = "secret" }, DeleteOptions.Default, Token);
        await plane.ApplyAsync([Secret("addons.cluster.x-k8s.io/resource-set")]);
        await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Applied(s, "True", "Applied"));
        Assert.NotNull(await plane.Workload.FindAsync((ResourceType)BuiltInTypes.ConfigMap, new(Namespace, "from-secret"), Token));
    }

    [Fact]
    public async Task Object_ThatIsRefused_IsNamedWithoutItsContent_AndTheOthersAreApplied()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync([.. Manifests.Cluster(controlPlanes: 1, workers: 0), Set("ApplyOnce"), """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"cni","namespace":"default"},"data":{"a":
              "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad, labels: {key: hunter2 hunter2}}\n---\napiVersion: nowhere.io/v1\nkind: Thing\nmetadata: {name: t}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}"}}
            """]);
        await LabelAsync(plane, "yes");

        var set = await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Applied(s, "False", "NotApplied"));
        var message = (string)Condition(set.ToJsonObject())!["message"]!;
        Assert.Contains("ConfigMap bad: refused as Invalid for metadata.labels", message, StringComparison.Ordinal);
        Assert.Contains("Thing t: the cluster does not serve nowhere.io/v1, Kind=Thing", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", set.ToJsonObject().ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(await plane.Workload.FindAsync((ResourceType)BuiltInTypes.ConfigMap, new(Namespace, "good"), Token));
        await plane.WaitAsync(AddonsTypes.ClusterResourceSetBinding, Demo, b => (bool?)Entry(b)?["applied"] == false && Entry(b)?["hash"] is not null);
    }

    [Fact]
    public async Task Set_Deleted_LeavesItsBindings_AlsoOfAClusterThatHasLeft_AndWhatItApplied()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync([.. Manifests.Cluster(controlPlanes: 1, workers: 0), ConfigMap("one"), Set("ApplyOnce"), Set("ApplyOnce").Replace("\"name\":\"demo\"", "\"name\":\"other\"", StringComparison.Ordinal)]);
        await LabelAsync(plane, "yes");
        await plane.WaitAsync(AddonsTypes.ClusterResourceSetBinding, Demo, b => b["spec"]!["bindings"] is JsonArray { Count: 2 } sets && sets.All(s => (bool?)s!["resources"]?[0]?["applied"] == true));

        await LabelAsync(plane, "no");
        var left = await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Condition(s) is null && s["status"] is not null);
        await plane.Client.DeleteAsync(AddonsTypes.ClusterResourceSet, Demo, DeleteOptions.Default, Token);
        await plane.WaitGoneAsync(AddonsTypes.ClusterResourceSet, left);
        var binding = await plane.WaitAsync(AddonsTypes.ClusterResourceSetBinding, Demo, b => b["spec"]!["bindings"] is JsonArray { Count: 1 });
        Assert.Equal(["other"], binding.Metadata.OwnerReferences.Select(o => o.Name));

        await plane.Client.DeleteAsync(AddonsTypes.ClusterResourceSet, Demo with { Name = "other" }, DeleteOptions.Default, Token);
        await plane.WaitGoneAsync(AddonsTypes.ClusterResourceSetBinding, binding);
        Assert.Equal("one", await SettingAsync(plane));
    }

    [Fact]
    public async Task Controllers_RestartedWhileManifestsAreApplied_EndInTheSameState()
    {
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync([.. Manifests.Cluster(controlPlanes: 1, workers: 0), ConfigMap("one"), Set("Reconcile")]);
        await LabelAsync(plane, "yes");
        await plane.WaitForCountAsync(AddonsTypes.ClusterResourceSetBinding, Namespace, 1);
        await plane.RestartCoreAsync();
        await plane.WaitAsync(AddonsTypes.ClusterResourceSet, Demo, s => Applied(s, "True", "Applied"));
        await plane.WaitAsync(AddonsTypes.ClusterResourceSetBinding, Demo, b => (bool?)Entry(b)?["applied"] == true);

        var cluster = await plane.Client.GetAsync(CoreTypes.Cluster, Demo, Token);
        await plane.Client.DeleteAsync(CoreTypes.Cluster, Demo, DeleteOptions.Default, Token);
        await plane.WaitForCountAsync(AddonsTypes.ClusterResourceSetBinding, Namespace, 0);
        await plane.WaitGoneAsync(CoreTypes.Cluster, cluster);
    }

    private static string ConfigMap(string setting) =>
        $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"cni","namespace":"default"},"data":{"all":{{{Text(setting)}}}}}""";

    private static string Text(string setting) => JsonValue.Create(Widgets.Replace("SETTING", setting, StringComparison.Ordinal)).ToJsonString();

    private static string Secret(string type) =>
        $$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"secret","namespace":"default"},"type":"{{{type}}}","stringData":{"a":"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-secret}"}}""";

    private static string Set(string strategy, params string[] resources)
    {
        var references = (resources.Length == 0 ? ["cni"] : resources).Select(r => $$"""{"kind":"ConfigMap","name":"{{r}}"}""");
        return $$$$"""
            {"apiVersion":"addons.cluster.x-k8s.io/v1beta2","kind":"ClusterResourceSet","metadata":{"name":"demo","namespace":"default"},"spec":{
              "strategy":"{{{{strategy}}}}","clusterSelector":{"matchLabels":{"cni":"yes"}},"resources":[{{{{string.Join(',', references)}}}}]}}
            """;
    }

    private static Task LabelAsync(SimulatedPlane plane, string cni) =>
        PatchAsync(plane, CoreTypes.Cluster, "demo", $$$$"""{"metadata":{"labels":{"cni":"{{{{cni}}}}"}}}""");

    private static Task PatchAsync(SimulatedPlane plane, ResourceType type, string name, string patch) => plane.Client.PatchAsync(
        type, new(Namespace, name), KubePatch.Merge((JsonObject)JsonNode.Parse(patch)!), WriteOptions.Default, Token);

    private static async Task<string?> SettingAsync(SimulatedPlane plane) =>
        (string?)(await plane.Workload.GetAsync(BuiltInTypes.ConfigMap, Settings, Token)).ToJsonObject()["data"]!["mode"];

    private static JsonNode? Entry(JsonObject binding) => binding["spec"]?["bindings"]?[0]?["resources"]?[0];

    private static bool Applied(JsonObject set, string status, string reason) =>
        Condition(set) is { } c && (string?)c["status"] == status && (string?)c["reason"] == reason;

    private static JsonNode? Condition(JsonObject set) =>
        (set["status"]?["conditions"] as JsonArray)?.FirstOrDefault(c => (string?)c?["type"] == "ResourcesApplied");
}
