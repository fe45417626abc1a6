using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>Posts to <c>pods/binding</c>, and to <c>bindings</c>: gives a pod its Node.</summary>
internal sealed class Bindings(EngineCore core)
{
    private ResourceInfo Pods => core.Registry.TryFind("", "v1", "pods", out var pods) ? pods : throw ApiErrors.NoSuchResource();

    /// <summary>Whether a creation is one of a binding.</summary>
    public static bool AreAskedFor(ResourceReference resource) =>
        resource is { Group: "", Plural: "pods", Subresource: "binding" } or { Group: "", Plural: "bindings", Subresource: "" };

    public async ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var named = request.Resource.Subresource.Length > 0;
        var resource = RequestChecks.Resolve(core.Registry, request, "create", named);
        var binding = ObjectDecoder.Parse(request.Body, "Binding");
        binding.Default("apiVersion", "v1");
        binding.Default("kind", "Binding");
        var metadata = binding.Ensure("metadata");
        var name = named ? request.Name : metadata.Text("name");
        CheckNames(request, metadata, name);
        var scope = RequestChecks.Scope(resource, request, name, "CreateOptions");
        metadata.Default("name", name);
        metadata.Default("namespace", request.Namespace);
        await core.Admission.AdmitAsync(scope, binding, cancellationToken);
        CheckTarget(binding.Map("target"));
        var pods = resource.Plural == "pods" ? resource : Pods;
        while (!await TryBindAsync(scope, pods, binding, name, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new ObjectResult(
            new KubeObject("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","code":201}"""u8.ToArray()), 201);
    }

    private static void CheckNames(CreateRequest request, JsonObject metadata, string name)
    {
        if (metadata.Text("name") is { Length: > 0 } own && own != name)
        {
            throw ApiErrors.BadRequest("name in URL does not match name in Binding object");
        }

        if (metadata.Text("namespace") is { Length: > 0 } ns && ns != request.Namespace)
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private static void CheckTarget(JsonObject? target)
    {
        var errors = new List<string>(0);
        if (target?.Text("kind") is not (null or "" or "Node") and var kind)
        {
            errors.Add($"target.kind: Unsupported value: \"{kind}\": supported values: \"Node\", \"<empty>\"");
        }

        if (target?.Text("name") is not { Length: > 0 })
        {
            errors.Add("target.name: Required value");
        }

        if (errors.Count > 0)
        {
            throw ApiErrors.Unclassified(errors is [var only] ? only : $"[{string.Join(", ", errors)}]");
        }
    }

    // False when the pod changed meanwhile.
    private async ValueTask<bool> TryBindAsync(
        WriteScope scope, ResourceInfo pods, JsonObject binding, string name, CancellationToken cancellationToken)
    {
        var stored = core.Store.GetLatest(EngineCore.KeyOf(pods, scope.Key.Namespace, name)) ?? throw ApiErrors.NotFound(pods, name);
        var pod = ObjectViews.Of(stored).Stored.ToJsonObject();
        CheckFree(pod, pods, binding, name);
        Assign(pod, binding);
        if (scope.DryRun)
        {
            return true;
        }

        var write = StoreWrite.Update(stored.Key, stored.Revision, RevisionTemplate.Parse(Trees.ToStoredJson(pod)));
        return (await core.CommitAsync(write, cancellationToken)).Status == CommitStatus.Committed;
    }

    private static void CheckFree(JsonObject pod, ResourceInfo pods, JsonObject binding, string name)
    {
        var metadata = pod.Map("metadata")!;
        var wanted = binding.Map("metadata")!;
        if (wanted.Text("uid") is { Length: > 0 } uid && uid != metadata.Text("uid"))
        {
            throw ApiErrors.DeletionConflict(
                pods,
                name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({metadata.Text("uid")}). "
                + "The object might have been deleted and then recreated");
        }

        if (metadata.ContainsKey("deletionTimestamp"))
        {
            throw Conflict(name, $"pod {name} is being deleted, cannot be assigned to a host");
        }

        if (pod.Map("spec")?.Text("nodeName") is { Length: > 0 } node)
        {
            throw Conflict(name, $"pod {name} is already assigned to node \"{node}\"");
        }

        if (pod.Map("spec")?.List("schedulingGates") is { Count: > 0 })
        {
            throw Conflict(name, $"pod {name} has non-empty .spec.schedulingGates");
        }
    }

    private static KubeApiException Conflict(string name, string why) => new(new KubeStatus(
        409, StatusReason.Conflict, $"Operation cannot be fulfilled on pods/binding \"{name}\": {why}")
    {
        Details = new StatusDetails { Name = name, Kind = "pods/binding" },
    });

    private void Assign(JsonObject pod, JsonObject binding)
    {
        pod.Ensure("spec")["nodeName"] = binding.Map("target")!.Text("name");
        foreach (var (key, value) in binding.Map("metadata")?.Map("annotations") ?? [])
        {
            pod.Map("metadata")!.Ensure("annotations")[key] = value?.DeepClone();
        }

        PodConditions.Set(pod, "PodScheduled", core.Now());
    }
}
