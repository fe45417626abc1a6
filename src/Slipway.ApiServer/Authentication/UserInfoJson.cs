using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Authentication;

/// <summary>A user as the wire's <c>UserInfo</c> (authentication.k8s.io/v1).</summary>
internal static class UserInfoJson
{
    public static JsonObject Of(RequestUser user)
    {
        var json = new JsonObject { ["username"] = user.Name };
        if (user.Uid.Length > 0)
        {
            json["uid"] = user.Uid;
        }

        if (!user.Groups.IsEmpty)
        {
            json["groups"] = PolicyRules.Texts(user.Groups);
        }

        if (!user.Extra.IsEmpty)
        {
            json["extra"] = new JsonObject(user.Extra.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)PolicyRules.Texts(e.Value))));
        }

        return json;
    }
}
