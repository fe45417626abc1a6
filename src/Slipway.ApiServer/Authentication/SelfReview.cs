using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization.Reviews;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Formats;

namespace Slipway.ApiServer.Authentication;

/// <summary>SelfSubjectReview: who am I?</summary>
internal sealed class SelfReview(TimeProvider time) : IVirtualResource
{
    public ValueTask<JsonObject> AnswerAsync(WriteScope scope, JsonObject body, CancellationToken cancellationToken) => new(new JsonObject
    {
        ["kind"] = body.Text("kind"),
        ["apiVersion"] = body.Text("apiVersion"),
        ["metadata"] = new JsonObject { ["creationTimestamp"] = KubeTime.Format(time.GetUtcNow()) },
        ["status"] = new JsonObject { ["userInfo"] = UserInfoJson.Of(scope.User) },
    });
}
