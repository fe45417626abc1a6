using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Benchmarks;

/// <summary>What every write of an object costs before it is stored: owners of fields, pruning, defaults, validation.</summary>
/// <remarks>Objects come as the server reads them: parsed anew from their bytes, but for the list of their managers.</remarks>
[MemoryDiagnoser]
public class WritePathBenchmarks
{
    private static readonly FieldWrite Status = new("manager", "cluster.x-k8s.io/v1beta2", DateTimeOffset.UnixEpoch)
    {
        Subresource = "status",
        Excluded = FieldSet.OfFields("spec"),
    };

    private static readonly FieldWrite Applied = new("applier", "cluster.x-k8s.io/v1beta2", DateTimeOffset.UnixEpoch);

    private readonly Schema _schema = Samples.MachineSchema;
    private readonly FieldManager _manager = new(Samples.MachineSchema);
    private byte[] _live = [];
    private byte[] _updated = [];
    private byte[] _managers = [];
    private byte[] _config = [];

    [GlobalSetup]
    public void Setup()
    {
        var live = Samples.Machine;
        _manager.Update(null, live, Status with { Subresource = "", Excluded = FieldSet.OfFields("status") });
        _manager.Update(Samples.Machine, live, Status);
        var before = (JsonObject)live.DeepClone();
        before.Remove("status");
        _manager.Update(before, live, Status);
        var config = JsonNode.Parse("""{"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Machine","metadata":{"name":"c-control-plane-7xk2p","labels":{"a":"b"}},"spec":{"deletion":{"nodeDeletionTimeoutSeconds":20}}}""")!;
        live = _manager.Apply(live, config.AsObject(), Applied, force: true).Object!;
        _managers = Bytes(live["metadata"]!["managedFields"]!);
        live["metadata"]!.AsObject().Remove("managedFields");
        _live = Bytes(live);
        _config = Bytes(config);
        live["status"]!["conditions"]![1]!["status"] = "False";
        live["status"]!["conditions"]![1]!["message"] = "waiting";
        _updated = Bytes(live);
    }

    [Benchmark(Baseline = true)]
    public JsonNode ParseTwice()
    {
        Parse(_live);
        return Parse(_updated);
    }

    [Benchmark]
    public void UpdateOneCondition() => _manager.Update(Parse(_live), Parse(_updated), Status);

    [Benchmark]
    public void UpdateNothing() => _manager.Update(Parse(_live), Parse(_live), Status);

    [Benchmark]
    public ApplyResult ApplyUnchanged() => _manager.Apply(Parse(_live), Read(_config), Applied, force: false, Parse(_live));

    [Benchmark]
    public IReadOnlyList<FieldError> Validate() => SchemaValidator.Validate(Parse(_updated), _schema);

    [Benchmark]
    public int PruneAndDefault()
    {
        var value = Parse(_updated);
        SchemaDefaulter.Apply(value, _schema);
        return SchemaPruner.Prune(value, _schema).Count;
    }

    private JsonObject Parse(byte[] utf8)
    {
        var resource = Read(utf8);
        resource["metadata"]!["managedFields"] = StoredManagers.ToNode(_managers);
        return resource;
    }

    private static JsonObject Read(byte[] utf8) => JsonNode.Parse(utf8)!.AsObject();

    private static byte[] Bytes(JsonNode node) => System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());
}
