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
    public async ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "create", named: true);
        if (request.Resource is not { Plural: "pods", Subresource: "eviction" })
        {
            throw ApiErrors.MethodNotAllowed();
        }

        var stored = core.Store.Get(EngineCore.KeyOf(resource, request.Namespace, request.Name))
            ?? throw ApiErrors.NotFound(resource, request.Name);
        var body = ObjectDecoder.Parse(request.Body, "Eviction");
        await AdmitAsync(resource, request, body, cancellationToken);
        var options = body.Map("deleteOptions") ?? [];
        CheckBudgets(ObjectViews.Of(stored).Stored);
        await deleter.DeleteAsync(
            new DeleteRequest
            {
                Resource = resource.Reference,
                Namespace = request.Namespace,
                Name = request.Name,
                User = request.User,
                DryRun = request.DryRun,
                GracePeriodSeconds = options.Integer("gracePeriodSeconds"),
                PropagationPolicy = options.Text("propagationPolicy"),
                PreconditionUid = options.Map("preconditions")?.Text("uid") ?? "",
            },
            origin: null,
            cancellationToken);
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

    private void CheckBudgets(KubeObject pod)
    {
        foreach (var stored in core.Store.List(new StoreQuery("poddisruptionbudgets.policy", pod.Metadata.Namespace)).Items)
        {
            var budget = ObjectViews.Of(stored).Stored.ToJsonObject();
            var selector = LabelSelector.FromJson(budget.Map("spec")?.Map("selector"));
            if (!selector.Matches(pod.Metadata.Labels) || budget.Map("status")?.Integer("disruptionsAllowed") is > 0)
            {
                continue;
            }

            var status = budget.Map("status") ?? [];
            throw ApiErrors.TooManyRequests(
                "Cannot evict pod as it would violate the pod's disruption budget.",
                [
                    new StatusCause(
                        "DisruptionBudget",
                        $"The disruption budget {stored.Key.Name} needs {status.Integer("desiredHealthy") ?? 0} healthy pods and has "
                        + $"{status.Integer("currentHealthy") ?? 0} currently",
                        Field: null),
                ]);
        }
    }
}
