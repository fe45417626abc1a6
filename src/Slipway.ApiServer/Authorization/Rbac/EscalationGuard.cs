using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Authorization.Rbac;

/// <summary>
/// Nobody gives what he has not: who writes a role, or binds one, must hold all it allows, or be allowed to <c>escalate</c> or
/// <c>bind</c>. It speaks before an object is validated, as kube-apiserver's does.
/// </summary>
internal sealed class EscalationGuard(RbacIndex index, RbacAuthorizer authorizer)
{
    private static readonly string[] CollectorsFields = ["finalizers", "ownerReferences", "managedFields"];

    /// <summary>Refuses a role or binding that gives more than its writer has.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="obj">The object as it would become.</param>
    /// <param name="old">The object as it is; null for a creation.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="KubeApiException">403 with what is missing.</exception>
    public async ValueTask CheckAsync(WriteScope scope, JsonObject obj, JsonObject? old, CancellationToken cancellationToken)
    {
        if (scope.User.IsPrivileged || (old is not null && IsForCollectionOnly(obj, old)))
        {
            return;
        }

        var why = scope.Resource.Kind.Kind is "Role" or "ClusterRole"
            ? await CheckRoleAsync(scope, obj, old, cancellationToken)
            : await CheckBindingAsync(scope, obj, cancellationToken);
        if (why is not null)
        {
            throw ApiErrors.Forbidden(scope.Resource, obj.Map("metadata")!.Text("name"), why);
        }
    }

    // Finalizers and owners may change, or an object of more power than the writer's could never be collected.
    private static bool IsForCollectionOnly(JsonObject obj, JsonObject old)
    {
        var (next, former) = (obj.Copy(), old.Copy());
        foreach (var metadata in (JsonObject[])[next.Ensure("metadata"), former.Ensure("metadata")])
        {
            foreach (var field in CollectorsFields)
            {
                metadata.Remove(field);
            }
        }

        return JsonNode.DeepEquals(next, former);
    }

    private async ValueTask<string?> CheckRoleAsync(WriteScope scope, JsonObject obj, JsonObject? old, CancellationToken cancellationToken)
    {
        var name = old is null ? "" : scope.Key.Name;
        if (await authorizer.AllowsAsync(
            AuthorizationAttributes.Of(scope.User, "escalate", scope.Resource.Reference, scope.Key.Namespace, name), cancellationToken))
        {
            return null;
        }

        if (Missing(scope, PolicyRules.Of(obj)) is { } why)
        {
            return why;
        }

        var aggregates = obj.Map("aggregationRule") is not null || old?.Map("aggregationRule") is not null;
        return aggregates && Missing(scope, PolicyRules.Everything) is not null
            ? "must have cluster-admin privileges to use the aggregationRule"
            : null;
    }

    private async ValueTask<string?> CheckBindingAsync(WriteScope scope, JsonObject obj, CancellationToken cancellationToken)
    {
        var (kind, name) = BindingReader.RoleOf(obj);
        var group = obj.Map("roleRef")?.Text("apiGroup") ?? "";
        var plural = kind switch { "Role" => "roles", "ClusterRole" => "clusterroles", _ => "" };
        var bind = new AuthorizationAttributes(scope.User, "bind")
        {
            Group = group,
            Resource = plural,
            Namespace = scope.Key.Namespace,
            Name = name,
        };
        if (plural.Length > 0 && await authorizer.AllowsAsync(bind, cancellationToken))
        {
            return null;
        }

        var role = index.FindRole(kind, scope.Key.Namespace, name) ?? throw NotFound(scope, kind, name);
        return Missing(scope, role.Rules.ToArray());
    }

    // kube-apiserver says of the binding's resource that the role is not found.
    private static KubeApiException NotFound(WriteScope scope, string kind, string name) => kind is "Role" or "ClusterRole"
        ? ApiErrors.NotFound(scope.Resource, name)
        : ApiErrors.Unclassified($"unsupported role reference kind: {GoText.Quote(kind)}");

    // What the user lacks, in a sentence; null when he lacks nothing.
    private string? Missing(WriteScope scope, IEnumerable<PolicyRule> wanted)
    {
        var user = scope.User;
        var missing = PolicyRules.Missing(authorizer.RulesOf(user, scope.Key.Namespace), wanted);
        if (missing.Count == 0)
        {
            return null;
        }

        var lines = PolicyRules.Compact(missing).Select(PolicyRules.Describe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var text = $"user {GoText.Quote(user.Name)} (groups={PolicyRules.Quote(user.Groups)}) is attempting to grant RBAC permissions not currently "
            + $"held:\n{string.Join('\n', lines)}";
        return authorizer.ResolutionErrors(user, scope.Key.Namespace) is { } errors ? $"{text}; resolution errors: [{errors}]" : text;
    }
}
