using System.Text;
using System.Threading.Channels;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Http;

/// <summary>An engine that keeps what it was asked and answers one ConfigMap, so that only the front is under test.</summary>
internal sealed class ScriptedEngine : IApiServerEngine
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static KubeObject ConfigMap { get; } = Parse(
        """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","namespace":"ns","resourceVersion":"7"},"data":{"k":"v"}}""");

    public Channel<ResourceWatchEvent> Events { get; } = Channel.CreateUnbounded<ResourceWatchEvent>();

    public ApiRequest? Last { get; private set; }

    public KubeApiException? Failure { get; set; }

    /// <summary>Completes when the first get has come.</summary>
    public Task Asked => _asked.Task;

    /// <summary>How long a get takes.</summary>
    public TimeSpan Delay { get; set; }

    public static KubeObject Parse(string json) => new(Encoding.UTF8.GetBytes(json));

    public bool ServesGroupVersion(string group, string version) => group.Length == 0 && version == "v1";

    public async ValueTask<ObjectResult> GetAsync(GetRequest request, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        await Task.Delay(Delay, cancellationToken);
        return await Answer(request);
    }

    public ValueTask<ListResult> ListAsync(ListRequest request, CancellationToken cancellationToken) => AnswerList(request);

    public ValueTask<IResourceWatch> WatchAsync(WatchRequest request, CancellationToken cancellationToken)
    {
        Remember(request);
        return new(new Watch(Events.Reader));
    }

    public ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => Answer(request, 201);

    public ValueTask<ObjectResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => Answer(request);

    public ValueTask<ObjectResult> PatchAsync(PatchRequest request, CancellationToken cancellationToken) => Answer(request);

    public ValueTask<ObjectResult> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) => Answer(request);

    public ValueTask<ListResult> DeleteCollectionAsync(DeleteCollectionRequest request, CancellationToken cancellationToken) =>
        AnswerList(request);

    public async ValueTask ConnectAsync(ConnectRequest request, CancellationToken cancellationToken) => await Answer(request);

    public ApiDocument? GetDocument(string path, bool aggregated = false) => path switch
    {
        "/version" => new ApiDocument("""{"major":"1","minor":"32","gitVersion":"v1.32.0"}"""u8.ToArray(), "v"),
        "/apis" => new ApiDocument(Encoding.UTF8.GetBytes($$"""{"aggregated":{{(aggregated ? "true" : "false")}}}"""), "d"),
        _ => null,
    };

    public ReadOnlyMemory<byte> ToTable(
        ResourceReference resource, IReadOnlyList<KubeObject> objects, ListResult? list, IncludeObject include, bool withColumns = true) =>
        Encoding.UTF8.GetBytes($$"""{"kind":"Table","rows":{{objects.Count}},"columns":{{(withColumns ? "true" : "false")}},"include":"{{include}}"}""");

    private ValueTask<ObjectResult> Answer(ApiRequest request, int status = 200)
    {
        Remember(request);
        return new(new ObjectResult(ConfigMap, status) { Warnings = request is WriteRequest ? ["unknown field \"x\""] : [] });
    }

    private ValueTask<ListResult> AnswerList(ApiRequest request)
    {
        Remember(request);
        return new(new ListResult(new GroupVersionKind("", "v1", "ConfigMapList"), [ConfigMap, ConfigMap], "9"));
    }

    private void Remember(ApiRequest request)
    {
        Last = request;
        if (Failure is not null)
        {
            throw Failure;
        }
    }

    private sealed class Watch(ChannelReader<ResourceWatchEvent> events) : IResourceWatch
    {
        public bool IsTellingState => false;

        public bool TryRead(out ResourceWatchEvent next) => events.TryRead(out next);

        public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken) => events.WaitToReadAsync(cancellationToken);

        public ValueTask DisposeAsync() => default;
    }
}
