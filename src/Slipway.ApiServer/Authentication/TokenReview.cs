using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Authorization.Reviews;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Authentication;

/// <summary>TokenReview: whose token is this?</summary>
internal sealed class TokenReview(EngineAccess access) : IVirtualResource
{
    private const string Unknown = "invalid bearer token";

    public ValueTask<JsonObject> AnswerAsync(WriteScope scope, JsonObject body, CancellationToken cancellationToken)
    {
        var spec = body.Ensure("spec");
        var token = spec.Text("token");
        if (token.Length == 0)
        {
            throw ApiErrors.BadRequest("token is required for TokenReview in authentication");
        }

        var asked = spec.Texts("audiences").ToList();
        var verdict = access.Tokens.Verify(token, asked.Count > 0 ? [.. asked] : access.ServiceAccounts.ServerAudiences);
        body["status"] = verdict.User is { } user
            ? new JsonObject
            {
                ["authenticated"] = true,
                ["user"] = UserInfoJson.Of(user),
                ["audiences"] = PolicyRules.Texts(verdict.Audiences),
            }
            : new JsonObject
            {
                ["user"] = new JsonObject(),
                ["error"] = verdict.Error is { } error ? $"[{Unknown}, {error}]" : Unknown,
            };
        return new(body);
    }
}
