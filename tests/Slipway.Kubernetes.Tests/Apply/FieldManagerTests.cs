using System.Text.Json.Nodes;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Patching;

namespace Slipway.Kubernetes.Tests.Apply;

/// <summary>The sequences of requests that a real kube-apiserver answered, with its answers.</summary>
public sealed class FieldManagerTests
{
    private const string Meta = "'apiVersion': 'v1', 'kind': 'ConfigMap', 'metadata': {'name': 'a'";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FieldManager _configMaps = new(ApplySchemas.ConfigMap);
    private readonly FieldManager _services = new(ApplySchemas.Service);
    private int _seconds;

    [Fact]
    public void Apply_CreateShrinkForceShareAndLeave_OwnsAsKubernetesDoes()
    {
        var live = Applied(null, "one", $"{{{Meta}, 'labels': {{'x': '1'}}}}, 'data': {{'k': '1', 'l': '2'}}}}");
        AssertManagers(live, "one Apply 1 {'f:data':{'f:k':{},'f:l':{}},'f:metadata':{'f:labels':{'f:x':{}}}}");

        live = Applied(live, "one", $"{{{Meta}}}, 'data': {{'k': '1'}}}}");
        Json.AssertEqual("{'k': '1'}", live["data"]);
        Assert.False(live["metadata"]!.AsObject().ContainsKey("labels"));
        AssertManagers(live, "one Apply 2 {'f:data':{'f:k':{}}}");

        var refused = _configMaps.Apply(live, Json.Object($"{{{Meta}}}, 'data': {{'k': '2'}}}}"), Write("two"), force: false);
        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .data.k", refused.ConflictMessage);
        Assert.Equal([new FieldConflict("\"one\"", ".data.k")], refused.Conflicts);

        live = Applied(live, "two", $"{{{Meta}}}, 'data': {{'k': '2', 'm': '3'}}}}", force: true);
        AssertManagers(live, "two Apply 4 {'f:data':{'f:k':{},'f:m':{}}}");

        // Nothing of the object changes, so the new entry has no time.
        live = Applied(live, "one", $"{{{Meta}}}, 'data': {{'m': '3'}}}}");
        AssertManagers(live, "one Apply - {'f:data':{'f:m':{}}}", "two Apply 4 {'f:data':{'f:k':{},'f:m':{}}}");

        live = Applied(live, "two", $"{{{Meta}}}}}");
        Json.AssertEqual("{'m': '3'}", live["data"]);
        AssertManagers(live, "one Apply - {'f:data':{'f:m':{}}}");
    }

    [Fact]
    public void ApplyAndUpdate_Mixed_TakeFieldsFromOneAnother()
    {
        var live = Json.Object($"{{{Meta}}}, 'data': {{'k': '1', 'l': '2'}}}}");
        _configMaps.Update(null, live, Write("creator"));
        AssertManagers(live, "creator Update 1 {'f:data':{'.':{},'f:k':{},'f:l':{}}}");

        var config = $"{{{Meta}}}, 'data': {{'k': '9'}}}}";
        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"creator\" using v1: .data.k",
            _configMaps.Apply(live, Json.Object(config), Write("applier"), force: false).ConflictMessage);

        live = Applied(live, "applier", config, force: true);
        AssertManagers(live, "applier Apply 3 {'f:data':{'f:k':{}}}", "creator Update 1 {'f:data':{'.':{},'f:l':{}}}");

        live = Patched(live, "patcher", "{'data': {'k': '10'}}");
        AssertManagers(live, "creator Update 1 {'f:data':{'.':{},'f:l':{}}}", "patcher Update 4 {'f:data':{'f:k':{}}}");
        Assert.Equal(
            "conflict with \"patcher\" using v1",
            Assert.Single(_configMaps.Apply(live, Json.Object(config), Write("applier"), force: false).Conflicts).Message);

        live = Patched(live, "patcher", "{'metadata': {'managedFields': [{}]}}");
        AssertManagers(live);

        live = Patched(live, "patcher", "{'data': {'z': '1'}}");
        AssertManagers(live);

        live = Applied(live, "applier", $"{{{Meta}}}, 'data': {{'k': '10'}}}}");
        AssertManagers(
            live,
            "applier Apply - {'f:data':{'f:k':{}}}",
            "before-first-apply Update 8 {'f:data':{'.':{},'f:k':{},'f:l':{},'f:z':{}}}");
    }

    [Fact]
    public void Apply_ListsOfTypeMapAndSet_OwnsItemByItem()
    {
        var live = AppliedService(null, "one", "{'finalizers': ['example.com/a']}", "{'clusterIP': 'None', 'ports': [{'name': 'a', 'port': 80, 'protocol': 'TCP'}]}");
        const string A = "{'f:metadata':{'f:finalizers':{'v:\"example.com/a\"':{}}},'f:spec':{'f:clusterIP':{},'f:ports':{'k:{\"port\":80,\"protocol\":\"TCP\"}':{'.':{},'f:name':{},'f:port':{},'f:protocol':{}}}}}";
        const string B = "{'f:metadata':{'f:finalizers':{'v:\"example.com/b\"':{}}},'f:spec':{'f:ports':{'k:{\"port\":81,\"protocol\":\"TCP\"}':{'.':{},'f:name':{},'f:port':{},'f:protocol':{}}}}}";
        AssertManagers(live, "one Apply 1 " + A);

        // The server has set a default meanwhile, which nobody owns.
        live["spec"]!["ports"]![0]!["targetPort"] = 80;
        live = AppliedService(live, "two", "{'finalizers': ['example.com/b']}", "{'ports': [{'name': 'b', 'port': 81, 'protocol': 'TCP'}]}");
        Json.AssertEqual("['example.com/a', 'example.com/b']", live["metadata"]!["finalizers"]);
        AssertManagers(live, "one Apply 1 " + A, "two Apply 2 " + B);

        live = AppliedService(live, "one", "{}", "{'clusterIP': 'None'}");
        Json.AssertEqual("['example.com/b']", live["metadata"]!["finalizers"]);
        Json.AssertEqual("[{'name': 'b', 'port': 81, 'protocol': 'TCP'}]", live["spec"]!["ports"]);
        AssertManagers(live, "two Apply 2 " + B, "one Apply 3 {'f:spec':{'f:clusterIP':{}}}");
    }

    [Fact]
    public void Apply_KeyFieldLeftOut_MeetsTheItemWithItsDefault()
    {
        var live = AppliedService(null, "one", "{}", "{'ports': [{'port': 80}]}");
        live["spec"]!["ports"]![0]!["protocol"] = "TCP";

        live = AppliedService(live, "one", "{}", "{'ports': [{'port': 80, 'name': 'a'}]}");

        Json.AssertEqual("[{'port': 80, 'protocol': 'TCP', 'name': 'a'}]", live["spec"]!["ports"]);
    }

    [Fact]
    public void Apply_ConditionTakenBack_IsRemoved()
    {
        var live = Json.Object("{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {'name': 's'}, 'spec': {'clusterIP': 'None'}}");
        _services.Update(null, live, Write("creator"));
        var write = Write("st") with { Subresource = "status", Excluded = FieldSet.OfFields("spec") };

        live = _services.Apply(live, Status("{'type': 'Ok', 'status': 'True'}"), write, force: false).Object!;
        live = _services.Apply(live, Status("{'type': 'Other', 'status': 'False'}"), write, force: false).Object!;

        Json.AssertEqual("[{'type': 'Other', 'status': 'False'}]", live["status"]!["conditions"]);
        Assert.Equal("status", Assert.Single(Managers(live), entry => (string?)entry!["manager"] == "st")!["subresource"]?.GetValue<string>());

        static JsonObject Status(string condition) =>
            Json.Object($"{{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {{'name': 's'}}, 'status': {{'conditions': [{condition}]}}}}");
    }

    [Theory]
    [InlineData("{'spec': {'bogus': 1}}", ".spec.bogus: field not declared in schema")]
    [InlineData("{'spec': {'items': [{'v': 1}]}}", ".spec.items: element 0: associative list with keys has an element that omits all key fields [\"name\"] (and doesn't have default values for any key fields)")]
    [InlineData("{'spec': {'tags': ['x', 'x']}}", ".spec.tags: duplicate entries for key [=\"x\"]")]
    [InlineData("{'spec': {'replicas': 'many'}}", ".spec.replicas: expected numeric (int or float), got string")]
    public void Apply_WrongShape_SaysWhere(string config, string message)
    {
        var applied = Json.Object(config);
        applied["apiVersion"] = "three.example.com/v1";
        applied["kind"] = "Gadget";
        applied["metadata"] = Json.Node("{'name': 'a'}");

        var e = Assert.Throws<TypedObjectException>(() => new FieldManager(ApplySchemas.Gadget).Apply(null, applied, Write("one"), force: false));

        Assert.Equal("failed to create typed patch object (/a; three.example.com/v1, Kind=Gadget): " + message, e.Message);
    }

    [Fact]
    public void Update_CustomResource_OwnsWhatKubernetesSays()
    {
        var live = Json.Object("""
            {'apiVersion': 'three.example.com/v1', 'kind': 'Gadget', 'metadata': {'name': 'a', 'uid': 'u'},
             'spec': {'mode': 'Fast', 'port': 'http', 'free': {'any': {'thing': 1}}, 'nothing': null, 'opts': {'level': 3}, 'replicas': 1}}
            """);

        new FieldManager(ApplySchemas.Gadget).Update(null, live, Write("unknown"));

        AssertManagers(
            live,
            "unknown Update 1 {'f:spec':{'.':{},'f:free':{'.':{},'f:any':{'.':{},'f:thing':{}}},'f:mode':{},'f:nothing':{},'f:opts':{'.':{},'f:level':{}},'f:port':{},'f:replicas':{}}}");
    }

    [Fact]
    public void Update_NothingChanged_LeavesManagersAlone()
    {
        var live = Json.Object($"{{{Meta}}}, 'data': {{'k': '1'}}}}");
        _configMaps.Update(null, live, Write("creator"));
        var updated = (JsonObject)live.DeepClone();

        _configMaps.Update(live, updated, Write("other"));

        Assert.Equal(live.ToJsonString(), updated.ToJsonString());
    }

    [Fact]
    public void Update_ClientLeftManagersOut_KeepsThem()
    {
        var live = Json.Object($"{{{Meta}}}, 'data': {{'k': '1', 'l': '1'}}}}");
        _configMaps.Update(null, live, Write("creator"));
        var updated = Json.Object($"{{{Meta}}}, 'data': {{'k': '2'}}}}");

        _configMaps.Update(live, updated, Write("other"));

        AssertManagers(updated, "creator Update 1 {'f:data':{}}", "other Update 2 {'f:data':{'f:k':{}}}");
    }

    [Fact]
    public void Update_ByManyManagers_FoldsTheOldestIntoOne()
    {
        var live = Json.Object($"{{{Meta}}}, 'data': {{}}}}");
        for (var i = 0; i < 14; i++)
        {
            live = Patched(live, $"m{i:d2}", $"{{'data': {{'k{i:d2}': '1'}}}}", create: i == 0);
        }

        var managers = Managers(live);
        Assert.Equal(10, managers.Count);
        var oldest = managers.Single(entry => (string?)entry!["manager"] == "ancient-changes");
        Assert.Equal(5, oldest!["fieldsV1"]!["f:data"]!.AsObject().Count(field => field.Key != "."));
    }

    [Fact]
    public void Apply_KubectlComingFromClientSide_TakesItsOwnFieldsOver()
    {
        var last = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"1\"}}";
        var live = Json.Object($"{{{Meta}}}, 'data': {{'k': '1'}}}}");
        live["metadata"]!["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = last };
        _configMaps.Update(null, live, Write("kubectl-client-side-apply"));
        var config = $"{{{Meta}}}, 'data': {{'k': '2'}}}}";

        Assert.NotEmpty(_configMaps.Apply(live, Json.Object(config), Write("other"), force: false).Conflicts);
        var applied = Applied(live, "kubectl", config);

        Assert.Equal("2", (string?)applied["data"]!["k"]);
        Assert.Contains("\"k\":\"2\"", (string?)applied["metadata"]!["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"], StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ListOrder_FollowsTheConfigurationAroundOthersItems()
    {
        var live = AppliedService(null, "one", "{'finalizers': ['a', 'b', 'c']}", "{}");
        live = AppliedService(live, "two", "{'finalizers': ['c', 'x', 'a']}", "{}");

        Json.AssertEqual("['b', 'c', 'x', 'a']", live["metadata"]!["finalizers"]);
    }

    private static JsonArray Managers(JsonObject resource)
    {
        StoredManagers.Expand(resource);
        return resource["metadata"]?["managedFields"]?.AsArray() ?? [];
    }

    private static void AssertManagers(JsonObject resource, params string[] expected)
    {
        var actual = Managers(resource).Select(entry => string.Join(
            ' ',
            entry!["manager"],
            entry["operation"],
            entry["time"] is { } time ? (DateTimeOffset.Parse((string)time!) - Start).TotalSeconds : "-",
            entry["fieldsV1"]!.ToJsonString(Relaxed).Replace("\\\"", "\u0001").Replace('"', '\'').Replace('\u0001', '"')));
        Assert.Equal(expected, actual);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private FieldWrite Write(string manager) => new(manager, "v1", Start.AddSeconds(++_seconds));

    private JsonObject Applied(JsonObject? live, string manager, string config, bool force = false) =>
        _configMaps.Apply(live, Json.Object(config), Write(manager), force).Object ?? throw new InvalidOperationException("conflicts");

    private JsonObject AppliedService(JsonObject? live, string manager, string metadata, string spec)
    {
        var config = Json.Object($"{{'apiVersion': 'v1', 'kind': 'Service', 'metadata': {metadata}, 'spec': {spec}}}");
        config["metadata"]!["name"] = "s";
        return _services.Apply(live, config, Write(manager), force: false).Object ?? throw new InvalidOperationException("conflicts");
    }

    private JsonObject Patched(JsonObject live, string manager, string patch, bool create = false)
    {
        var updated = MergePatch.Apply(live.DeepClone(), Json.Node(patch))!.AsObject();
        _configMaps.Update(create ? null : live, updated, Write(manager));
        return updated;
    }
}
