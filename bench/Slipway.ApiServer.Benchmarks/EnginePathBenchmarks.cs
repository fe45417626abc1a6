using System.Text;
using BenchmarkDotNet.Attributes;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Benchmarks;

/// <summary>
/// Writes of a custom resource of 2 KB through the whole engine, without HTTP and disk: decoding, defaults, merging, owners of fields,
/// validation, commit in memory and the answer's bytes.
/// </summary>
[MemoryDiagnoser]
public class EnginePathBenchmarks
{
    private static readonly ResourceReference Loads = new("bench.example.com", "v1", "loads");

    private readonly byte[] _object = LoadObject.Json("$name");
    private ApiServerEngine _engine = null!;
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _engine = await ApiServerEngine.OpenAsync(
            VersionedStore.InMemory(TimeProvider.System), new ApiServerOptions(), TimeProvider.System, new CryptographicRandomSource(),
                null, default);
        await _engine.CreateAsync(
            new CreateRequest
            {
                Resource = new ResourceReference("apiextensions.k8s.io", "v1", "customresourcedefinitions"),
                User = RequestUser.Internal,
                Body = RequestBody.FromNode(LoadObject.Definition()),
            },
            default);
        await Create();
        await PatchStatus();
        await Apply();
    }

    [Benchmark]
    public ValueTask<ObjectResult> Create() => _engine.CreateAsync(
        new CreateRequest
        {
            Resource = Loads,
            Namespace = "default",
            User = RequestUser.Internal,
            FieldManager = "creator",
            Body = RequestBody.FromUtf8(LoadObject.Named(_object, _next++)),
        },
        default);

    [Benchmark]
    public ValueTask<ObjectResult> PatchStatus() => PatchAsync(PatchType.Merge, "status", "controller", $$$"""
        {"status":{"observedGeneration":{{{++_next}}},"conditions":[{"type":"Ready","status":"{{{(_next % 2 == 0 ? "True" : "False")}}}",
        "reason":"Patched","message":"change {{{_next}}}","observedGeneration":{{{_next}}},"lastTransitionTime":"2026-01-02T03:04:05Z"}]}}
        """);

    [Benchmark]
    public ValueTask<ObjectResult> Apply() => PatchAsync(PatchType.Apply, "", "applier", $$$"""
        {"apiVersion":"bench.example.com/v1","kind":"Load","metadata":{"name":"load-000000"},
        "spec":{"replicas":{{{++_next % 100}}},"ports":[{"containerPort":8080,"protocol":"TCP","name":"http"}],"env":[{"name":"FIRST","value":"value"}]}}
        """);

    [Benchmark]
    public ValueTask<ObjectResult> ApplyNothingNew() => PatchAsync(PatchType.Apply, "", "same", """
        {"apiVersion":"bench.example.com/v1","kind":"Load","metadata":{"name":"load-000000"},
        "spec":{"ports":[{"containerPort":8080,"protocol":"TCP","name":"http"}],"env":[{"name":"FIRST","value":"value"}]}}
        """);

    private ValueTask<ObjectResult> PatchAsync(PatchType type, string subresource, string manager, string body) => _engine.PatchAsync(
        new PatchRequest
        {
            Resource = Loads with { Subresource = subresource },
            Namespace = "default",
            Name = "load-000000",
            User = RequestUser.Internal,
            FieldManager = manager,
            PatchType = type,
            Force = type == PatchType.Apply ? true : null,
            Body = RequestBody.FromUtf8(Encoding.UTF8.GetBytes(body)),
        },
        default);
}
