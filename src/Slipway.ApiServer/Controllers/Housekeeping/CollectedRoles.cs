using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>Keeps the rules of ClusterRoles that collect those of others.</summary>
internal sealed class CollectedRoles(ApiServerEngine engine)
{
    /// <summary>Whether a role may collect others, or be collected: a role without labels is no part of any.</summary>
    public static bool MayMatter(StoredObject role) => ObjectViews.Of(role).Stored.Metadata.Labels.Count > 0 || Collects(role.Json.Span);

    /// <summary>
    /// Whether a crash may have left something undone: not when there are only the roles that every cluster has, as they were made, and
    /// roles that are no part of any.
    /// </summary>
    public bool MayBeUnfinished() => engine.Core.Store.List(new StoreQuery(RbacResources.ClusterRoles)).Items.Any(r =>
        !r.IsDerived && r.Json.Span.IndexOf("\"labels\""u8) >= 0 && (r.Revision != r.CreateRevision || r.Json.Span.IndexOf("\"rbac-defaults\""u8) < 0));

    public async ValueTask CollectAsync(CancellationToken cancellationToken)
    {
        var all = engine.Core.Store.List(new StoreQuery(RbacResources.ClusterRoles)).Items;
        if (!all.Any(r => Collects(r.Json.Span)))
        {
            return;
        }

        // They are looked at once in a while: nothing of them is kept.
        var roles = all.Select(r => new KubeObject(r.Json)).Where(r => r.Metadata.Labels.Count > 0 || Collects(r.Json.Span))
            .Select(r => r.ToJsonObject()).ToList();
        foreach (var role in roles)
        {
            if (ClusterRoleAggregator.RulesOf(role, roles) is { } rules && !JsonNode.DeepEquals(rules, role["rules"] ?? new JsonArray()))
            {
                await WriteAsync(role.Map("metadata")!, rules, cancellationToken);
            }
        }
    }

    private static bool Collects(ReadOnlySpan<byte> role) => role.IndexOf("\"aggregationRule\""u8) >= 0;

    private async ValueTask WriteAsync(JsonObject metadata, JsonArray rules, CancellationToken cancellationToken) => await engine.PatchAsync(
        new PatchRequest
        {
            Resource = RbacResources.ClusterRole,
            Name = metadata.Text("name"),
            PatchType = PatchType.Merge,
            FieldManager = "clusterrole-aggregation-controller",
            Body = RequestBody.FromNode(new JsonObject
            {
                ["metadata"] = new JsonObject { ["resourceVersion"] = metadata.Text("resourceVersion") },
                ["rules"] = rules,
            }),
        },
        cancellationToken);
}
