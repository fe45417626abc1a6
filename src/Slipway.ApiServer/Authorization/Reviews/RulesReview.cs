using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Authorization.Reviews;

/// <summary>SelfSubjectRulesReview: all that the user may do in a namespace.</summary>
internal sealed class RulesReview(RbacAuthorizer authorizer) : IVirtualResource
{
    public ValueTask<JsonObject> AnswerAsync(WriteScope scope, JsonObject body, CancellationToken cancellationToken)
    {
        var ns = body.Map("spec")?.Text("namespace") ?? "";
        if (ns.Length == 0)
        {
            throw ApiErrors.BadRequest("no namespace on request");
        }

        var rules = authorizer.RulesOf(scope.User, ns);
        var status = new JsonObject
        {
            ["resourceRules"] = new JsonArray([.. rules.Where(r => !r.Resources.IsEmpty).Select(r => Json(r with { NonResourceUrls = [] }))]),
            ["nonResourceRules"] = new JsonArray([.. rules.Where(r => !r.NonResourceUrls.IsEmpty).Select(PathsOf)]),
            ["incomplete"] = false,
        };
        if (authorizer.ResolutionErrors(scope.User, ns) is { } errors)
        {
            status["evaluationError"] = errors;
        }

        return new(new JsonObject
        {
            ["kind"] = body.Text("kind"),
            ["apiVersion"] = body.Text("apiVersion"),
            ["metadata"] = new JsonObject(),
            ["spec"] = new JsonObject(),
            ["status"] = status,
        });
    }

    private static JsonNode Json(PolicyRule rule) => PolicyRules.ToJson(rule);

    private static JsonNode PathsOf(PolicyRule rule) =>
        Json(rule with { Resources = [], ApiGroups = ImmutableArray<string>.Empty, ResourceNames = [] });
}
