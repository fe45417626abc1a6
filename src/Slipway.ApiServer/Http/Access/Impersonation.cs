using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Access;

/// <summary>The headers by which a user who may do so acts as another (<c>kubectl --as</c>).</summary>
internal static class Impersonation
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The user may not (403).</exception>
    public static async ValueTask<RequestUser> ApplyAsync(HttpContext context, RequestUser user, IRequestAuthorizer authorizer)
    {
        var headers = context.Request.Headers;
        var name = headers[UserHeader].ToString();
        var groups = headers[GroupHeader];
        if (name.Length == 0)
        {
            return groups.Count == 0 && headers[UidHeader].Count == 0
                ? user
                : throw FrontErrors.BadRequest($"{GroupHeader} and {UidHeader} need {UserHeader}");
        }

        await DemandAsync("users", name);
        foreach (var group in groups)
        {
            await DemandAsync("groups", group ?? "");
        }

        var implied = name == "system:anonymous" ? "system:unauthenticated" : RequestAuthenticator.AuthenticatedGroup;
        return new RequestUser(name, [.. groups.Select(g => g ?? ""), implied])
        {
            Uid = headers[UidHeader].ToString(),
        };

        async ValueTask DemandAsync(string resource, string who)
        {
            var attributes = new AuthorizationAttributes(user, "impersonate") { Resource = resource, Name = who };
            var decision = await authorizer.AuthorizeAsync(attributes, context.RequestAborted);
            if (!decision.IsAllowed)
            {
                throw FrontErrors.Forbidden(attributes, decision.Reason);
            }
        }
    }
}
