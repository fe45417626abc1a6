using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Verbs;

/// <summary>Posts to <c>pods/eviction</c>: deletes a pod unless a PodDisruptionBudget forbids it.</summary>
internal sealed class Evictions(EngineCore core, ObjectDeleter deleter)
{
    private static readonly GroupVersionKind Kind = new("policy", "v1", "Eviction");
    private static readonly GroupVersionKind Beta = Kind with { Version = "v1beta1" };

    public async ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "create", named: true);
        if (request.Resource is not { Plural: "pods", Subresource: "eviction" })
        {
            throw ApiErrors.MethodNotAllowed();
        }

        var body = ObjectDecoder.Parse(request.Body, Kind.Kind);
        ObjectDecoder.CheckKind(body, body.Text("apiVersion") == Beta.ApiVersion ? Beta : Kind, core.Registry);
        CheckNames(request, body);
        var stored = core.Store.Get(EngineCore.KeyOf(resource, request.Namespace, request.Name))
            ?? throw ApiErrors.NotFound(resource, request.Name);
        body.Ensure("metadata").Default("namespace", request.Namespace);
        await AdmitAsync(resource, request, body, cancellationToken);
        var options = body.Map("deleteOptions") ?? [];
        var pod = ObjectViews.Of(stored).Stored;
        if (!NeedsNoBudget(pod))
        {
            CheckBudgets(pod);
        }

        var deletion = new DeleteRequest
        {
            Resource = resource.Reference,
            Namespace = request.Namespace,
            Name = request.Name,
            User = request.User,
            DryRun = options.List("dryRun") is { Count: > 0 } ? [.. options.Texts("dryRun")] : request.DryRun,
            GracePeriodSeconds = options.Integer("gracePeriodSeconds"),
            PropagationPolicy = options.Text("propagationPolicy"),
            PreconditionUid = options.Map("preconditions")?.Text("uid") ?? "",
            PreconditionResourceVersion = options.Map("preconditions")?.Text("resourceVersion") ?? "",
        };
        await DeleteAsync(deletion, stored, resource, cancellationToken);
        return new ObjectResult(
            new KubeObject("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","code":201}"""u8.ToArray()), 201);
    }

    private async ValueTask AdmitAsync(ResourceInfo resource, CreateRequest request, JsonObject eviction, CancellationToken cancellationToken)
    {
        eviction.Default("apiVersion", "policy/v1");
        eviction.Default("kind", "Eviction");
        var scope = RequestChecks.Scope(resource, request, request.Name, "CreateOptions");
        await core.Admission.AdmitAsync(scope, eviction, cancellationToken);
    }

    // The pod tells first why it goes; should it have changed meanwhile, it goes without a word.
    private async ValueTask DeleteAsync(
        DeleteRequest deletion, StoredObject stored, ResourceInfo resource, CancellationToken cancellationToken)
    {
        ObjectDeleter.CheckPreconditions(deletion, resource, stored);
        if (deletion.DryRun.IsDefaultOrEmpty)
        {
            var pod = ObjectViews.Of(stored).Stored.ToJsonObject();
            PodConditions.Set(pod, "DisruptionTarget", core.Now(), "EvictionByEvictionAPI", "Eviction API: evicting");
            var write = StoreWrite.Update(stored.Key, stored.Revision, RevisionTemplate.Parse(Trees.ToStoredJson(pod)));
            await core.CommitAsync(write, cancellationToken);
            deletion = deletion with { PreconditionResourceVersion = "" };
        }

        await deleter.DeleteAsync(deletion, origin: null, cancellationToken);
    }

    private static void CheckNames(CreateRequest request, JsonObject eviction)
    {
        var metadata = eviction.Map("metadata");
        if (metadata?.Text("namespace") is { Length: > 0 } ns && ns != request.Namespace)
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (metadata?.Text("name") != request.Name)
        {
            throw ApiErrors.BadRequest("name in URL does not match name in Eviction object");
        }
    }

    // Such a pod keeps nothing available any more, or not yet.
    private static bool NeedsNoBudget(KubeObject pod) =>
        pod.IsDeleting || pod.ToJsonObject().Map("status")?.Text("phase") is "Succeeded" or "Failed" or "Pending";

    private void CheckBudgets(KubeObject pod)
    {
        var budgets = core.Store.List(new StoreQuery("poddisruptionbudgets.policy", pod.Metadata.Namespace)).Items
            .Select(stored => ObjectViews.Of(stored).Stored.ToJsonObject())
            .Where(budget => LabelSelector.FromJson(budget.Map("spec")?.Map("selector")).Matches(pod.Metadata.Labels))
            .ToList();
        if (budgets.Count > 1)
        {
            throw ApiErrors.Internal("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
        }

        if (budgets is [var only])
        {
            CheckBudget(only);
        }
    }

    private static void CheckBudget(JsonObject budget)
    {
        var name = budget.Map("metadata")!.Text("name");
        var status = budget.Map("status") ?? [];
        if ((status.Integer("observedGeneration") ?? 0) < (budget.Map("metadata")!.Integer("generation") ?? 0))
        {
            throw Refused($"The disruption budget {name} is still being processed by the server.", retryAfterSeconds: 10);
        }

        if (status.Integer("disruptionsAllowed") is not > 0)
        {
            throw Refused(
                $"The disruption budget {name} needs {status.Integer("desiredHealthy") ?? 0} healthy pods and has "
                + $"{status.Integer("currentHealthy") ?? 0} currently",
                retryAfterSeconds: 0);
        }
    }

    private static KubeApiException Refused(string why, int retryAfterSeconds) => ApiErrors.TooManyRequests(
        "Cannot evict pod as it would violate the pod's disruption budget.",
        [new StatusCause("DisruptionBudget", why, Field: null)],
        retryAfterSeconds);
}
