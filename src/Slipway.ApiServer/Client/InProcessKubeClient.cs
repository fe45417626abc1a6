using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Client;

/// <summary>
/// The Kubernetes API of an engine in the same process: method calls, and stored bytes handed over as they are. A user who is no member
/// of <see cref="RequestUser.PrivilegedGroup"/> may do what the server's roles allow, as over HTTP.
/// </summary>
/// <param name="engine">The API server.</param>
/// <param name="user">Who asks.</param>
/// <param name="userAgent">Names the field manager of writes that do not name one.</param>
public sealed class InProcessKubeClient(ApiServerEngine engine, RequestUser user, string userAgent = "slipway") : IKubeClient
{
    private readonly bool _isPrivileged = user.IsPrivileged;

    /// <inheritdoc/>
    public async Task<KubeObject> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        await DemandAsync("get", Reference(type), key, cancellationToken);
        var request = new GetRequest { Resource = Reference(type), Namespace = key.Namespace, Name = key.Name, User = user };
        return (await engine.GetAsync(request, cancellationToken)).Object;
    }

    /// <inheritdoc/>
    public async Task<KubeList> ListAsync(ResourceType type, string? ns, ListOptions options, CancellationToken cancellationToken)
    {
        await DemandAsync("list", Reference(type), new ObjectKey(ns ?? "", ""), cancellationToken);
        var list = await engine.ListAsync(
            new ListRequest
            {
                Resource = Reference(type),
                Namespace = ns ?? "",
                User = user,
                LabelSelector = options.LabelSelector ?? "",
                FieldSelector = options.FieldSelector ?? "",
                Limit = options.Limit,
                Continue = options.Continue ?? "",
                ResourceVersion = options.ResourceVersion ?? "",
            },
            cancellationToken);
        return new KubeList(list.Items, list.ResourceVersion, list.Continue.Length == 0 ? null : list.Continue);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent> WatchAsync(
        ResourceType type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await DemandAsync("watch", Reference(type), new ObjectKey(ns ?? "", ""), cancellationToken);
        await using var watch = await engine.WatchAsync(
            new WatchRequest
            {
                Resource = Reference(type),
                Namespace = ns ?? "",
                User = user,
                LabelSelector = options.LabelSelector ?? "",
                FieldSelector = options.FieldSelector ?? "",
                ResourceVersion = options.ResourceVersion ?? "",
                AllowWatchBookmarks = options.AllowBookmarks,
            },
            cancellationToken);
        while (await watch.WaitToReadAsync(cancellationToken))
        {
            while (watch.TryRead(out var next))
            {
                yield return new WatchEvent(next.Type, next.Object);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        await DemandAsync("create", Reference(type, options.Subresource), new ObjectKey(NamespaceOf(type, body), ""), cancellationToken);
        var request = new CreateRequest
        {
            Resource = Reference(type, options.Subresource),
            Namespace = NamespaceOf(type, body),
            Body = RequestBody.FromNode(body.DeepClone()),
            User = user,
            UserAgent = userAgent,
            FieldManager = options.FieldManager ?? "",
            FieldValidation = options.FieldValidation ?? "",
            DryRun = DryRun(options.DryRun),
        };
        return (await engine.CreateAsync(request, cancellationToken)).Object;
    }

    /// <inheritdoc/>
    public async Task<KubeObject> UpdateAsync(ResourceType type, JsonObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(NamespaceOf(type, body), (string?)body["metadata"]?["name"] ?? "");
        await DemandAsync("update", Reference(type, options.Subresource), key, cancellationToken);
        var request = new UpdateRequest
        {
            Resource = Reference(type, options.Subresource),
            Namespace = NamespaceOf(type, body),
            Name = (string?)body["metadata"]?["name"] ?? "",
            Body = RequestBody.FromNode(body.DeepClone()),
            User = user,
            UserAgent = userAgent,
            FieldManager = options.FieldManager ?? "",
            FieldValidation = options.FieldValidation ?? "",
            DryRun = DryRun(options.DryRun),
        };
        return (await engine.UpdateAsync(request, cancellationToken)).Object;
    }

    /// <inheritdoc/>
    public async Task<KubeObject> PatchAsync(
        ResourceType type, ObjectKey key, KubePatch patch, WriteOptions options, CancellationToken cancellationToken)
    {
        await DemandAsync("patch", Reference(type, options.Subresource), key, cancellationToken);
        var request = new PatchRequest
        {
            Resource = Reference(type, options.Subresource),
            Namespace = key.Namespace,
            Name = key.Name,
            PatchType = patch.Type,
            Body = RequestBody.FromNode(patch.Body.DeepClone()),
            User = user,
            UserAgent = userAgent,
            FieldManager = options.FieldManager ?? "",
            FieldValidation = options.FieldValidation ?? "",
            Force = patch.Type == PatchType.Apply ? options.Force : null,
            DryRun = DryRun(options.DryRun),
        };
        return (await engine.PatchAsync(request, cancellationToken)).Object;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(ResourceType type, ObjectKey key, DeleteOptions options, CancellationToken cancellationToken)
    {
        await DemandAsync("delete", Reference(type), key, cancellationToken);
        var request = new DeleteRequest
        {
            Resource = Reference(type),
            Namespace = key.Namespace,
            Name = key.Name,
            User = user,
            PreconditionUid = options.Uid ?? "",
            PreconditionResourceVersion = options.ResourceVersion ?? "",
            PropagationPolicy = options.Propagation?.ToString() ?? "",
            GracePeriodSeconds = options.GracePeriodSeconds,
            DryRun = DryRun(options.DryRun),
        };
        await engine.DeleteAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<JsonObject> CreateSubresourceAsync(
        ResourceType type, ObjectKey key, string subresource, JsonObject body, CancellationToken cancellationToken)
    {
        await DemandAsync("create", Reference(type, subresource), key, cancellationToken);
        var request = new CreateRequest
        {
            Resource = Reference(type, subresource),
            Namespace = key.Namespace,
            Name = key.Name,
            Body = RequestBody.FromNode(body.DeepClone()),
            User = user,
            UserAgent = userAgent,
        };
        return (await engine.CreateAsync(request, cancellationToken)).Object.ToJsonObject();
    }

    /// <inheritdoc/>
    public Task<string> GetRawAsync(string path, CancellationToken cancellationToken)
    {
        if (path is "/healthz" or "/livez" or "/readyz")
        {
            return Task.FromResult("ok");
        }

        return engine.GetDocument(path) is { } document
            ? Task.FromResult(Encoding.UTF8.GetString(document.Json.Span))
            : Task.FromException<string>(ApiErrors.PageNotFound());
    }

    /// <inheritdoc/>
    public async Task<Stream> PortForwardAsync(ObjectKey pod, int port, CancellationToken cancellationToken)
    {
        await DemandAsync("create", Reference(BuiltInTypes.Pod, "portforward"), pod, cancellationToken);
        await GetAsync(BuiltInTypes.Pod, pod, cancellationToken);
        return engine.Core.Options.Pods is { } pods
            ? await pods.ConnectAsync(pod.Namespace, pod.Name, port, cancellationToken)
            : throw new IOException($"pod {pod} has no ports that can be reached: this server runs no pods");
    }

    private ValueTask DemandAsync(string verb, in ResourceReference resource, ObjectKey key, CancellationToken cancellationToken) => _isPrivileged
        ? default
        : engine.Authorizer.DemandAsync(AuthorizationAttributes.Of(user, verb, resource, key.Namespace, key.Name), cancellationToken);

    private static ResourceReference Reference(ResourceType type, string? subresource = null) =>
        new(type.Kind.Group, type.Kind.Version, type.Plural, subresource ?? "");

    private static string NamespaceOf(ResourceType type, JsonObject body) =>
        type.Namespaced ? (string?)body["metadata"]?["namespace"] ?? "" : "";

    private static ImmutableArray<string> DryRun(bool dryRun) => dryRun ? ["All"] : [];
}
