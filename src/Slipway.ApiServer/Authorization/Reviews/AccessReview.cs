using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Authorization.Reviews;

/// <summary>SubjectAccessReview, LocalSubjectAccessReview and SelfSubjectAccessReview: may somebody do something?</summary>
internal sealed class AccessReview(IRequestAuthorizer authorizer) : IVirtualResource
{
    public async ValueTask<JsonObject> AnswerAsync(WriteScope scope, JsonObject body, CancellationToken cancellationToken)
    {
        var kind = scope.Resource.Kind.Kind;
        var spec = body.Ensure("spec");
        Validate(kind, body, spec);
        if (kind == "LocalSubjectAccessReview" && scope.Key.Namespace != (body.Map("metadata")?.Text("namespace") ?? ""))
        {
            throw ApiErrors.BadRequest($"spec.resourceAttributes.namespace must match namespace: {scope.Key.Namespace}");
        }

        var user = kind == "SelfSubjectAccessReview" ? scope.User : ReviewAttributes.UserOf(spec);
        var decision = await authorizer.AuthorizeAsync(ReviewAttributes.Of(user, spec), cancellationToken);
        var status = new JsonObject { ["allowed"] = decision.IsAllowed };
        if (!string.IsNullOrEmpty(decision.Reason))
        {
            status["reason"] = decision.Reason;
        }

        if (spec.Map("resourceAttributes") is { } resource && ReviewSelectors.IgnoredParts(resource) is { Length: > 0 } ignored)
        {
            status["evaluationError"] = ignored;
        }

        body["status"] = status;
        return body;
    }

    private static void Validate(string kind, JsonObject body, JsonObject spec)
    {
        var errors = new List<FieldError>();
        var isLocal = kind == "LocalSubjectAccessReview";
        ReviewAttributes.Validate(spec, namesUser: kind != "SelfSubjectAccessReview", errors);
        ReviewAttributes.ValidateMetadata(body, mayHaveNamespace: isLocal, errors);
        if (isLocal)
        {
            ValidateLocal(body.Map("metadata")?.Text("namespace") ?? "", spec, errors);
        }

        if (errors.Count > 0)
        {
            // kube-apiserver looks at the decoded object, which has lost its kind by then.
            throw ApiErrors.Invalid(new GroupKind("authorization.k8s.io", ""), "", errors);
        }
    }

    private static void ValidateLocal(string ns, JsonObject spec, List<FieldError> errors)
    {
        if (spec.Map("resourceAttributes") is { } resource && resource.Text("namespace") != ns)
        {
            errors.Add(FieldError.Invalid("spec.resourceAttributes.namespace", resource.Text("namespace"), "must match metadata.namespace"));
        }

        if (spec.Map("nonResourceAttributes") is { } path)
        {
            errors.Add(FieldError.Invalid("spec.nonResourceAttributes", ReviewAttributes.Shown(path), "disallowed on this kind of request"));
        }
    }
}
