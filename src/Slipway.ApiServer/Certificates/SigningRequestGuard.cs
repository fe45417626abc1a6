using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Certificates;

/// <summary>
/// Who asks for a certificate is written down by the server; who approves or signs must be allowed to by the signer's name; nobody is
/// made an administrator by a certificate.
/// </summary>
internal sealed class SigningRequestGuard(IRequestAuthorizer authorizer, TimeProvider time)
{
    private static readonly string[] Decisions = ["Approved", "Denied", "Failed"];

    /// <summary>Completes a request that is created, and refuses a change that the user may not make.</summary>
    /// <exception cref="KubeApiException">403.</exception>
    public async ValueTask CheckAsync(WriteScope scope, JsonObject obj, JsonObject? old, CancellationToken cancellationToken)
    {
        if (old is null)
        {
            Stamp(scope, obj.Ensure("spec"));
            CheckSubject(scope, obj);
            return;
        }

        var status = scope.Subresource is "approval" or "status";
        if (!status)
        {
            return;
        }

        var now = KubeTime.Format(time.GetUtcNow());
        foreach (var condition in ConditionsOf(obj).Where(c => !ConditionsOf(old).Any(o => JsonNode.DeepEquals(o, c))))
        {
            condition.Default("status", "True");
            condition.Default("lastUpdateTime", now);
            condition.Default("lastTransitionTime", now);
        }

        if (scope.Subresource == "approval")
        {
            await DemandAsync(scope, old, "approve", cancellationToken);
        }
        else if (Signature(obj) != Signature(old) || IsFailed(obj) != IsFailed(old))
        {
            await DemandAsync(scope, old, "sign", cancellationToken);
        }
    }

    /// <summary>Keeps what each subresource may not change of the status.</summary>
    public static void Restrict(string subresource, JsonObject obj, JsonObject old)
    {
        if (subresource == "approval")
        {
            var conditions = obj.Map("status")?.List("conditions")?.DeepClone();
            obj.TakeFrom("status", old);
            obj.Ensure("status")["conditions"] = conditions ?? new JsonArray();
        }
        else if (subresource == "status")
        {
            var kept = ConditionsOf(obj).Where(c => c.Text("type") is not ("Approved" or "Denied")).Select(c => c.DeepClone());
            var given = ConditionsOf(old).Where(c => c.Text("type") is "Approved" or "Denied").Select(c => c.DeepClone());
            JsonNode[] conditions = [.. given, .. kept];
            if (conditions.Length > 0)
            {
                obj.Ensure("status")["conditions"] = new JsonArray(conditions);
            }
        }
    }

    public static IEnumerable<JsonObject> ConditionsOf(JsonObject obj) => obj.Map("status")?.List("conditions")?.OfType<JsonObject>() ?? [];

    public static bool Has(JsonObject obj, string condition) => ConditionsOf(obj).Any(c => c.Text("type") == condition);

    /// <summary>Whether somebody has said yes or no, or the signer could not.</summary>
    public static bool IsDecided(JsonObject obj) => Decisions.Any(d => Has(obj, d));

    private static bool IsFailed(JsonObject obj) => Has(obj, "Failed");

    private static string Signature(JsonObject obj) => obj.Map("status")?.Text("certificate") ?? "";

    private static void Stamp(WriteScope scope, JsonObject spec)
    {
        var user = Authentication.UserInfoJson.Of(scope.User);
        foreach (var field in (string[])["username", "uid", "groups", "extra"])
        {
            spec.TakeFrom(field, user);
        }
    }

    private static void CheckSubject(WriteScope scope, JsonObject obj)
    {
        var spec = obj.Map("spec")!;
        if (spec.Text("signerName") != CertificateSigners.Client || scope.Subresource.Length > 0)
        {
            return;
        }

        try
        {
            if (SigningRequest.Read(spec).Organizations.Contains(Requests.RequestUser.PrivilegedGroup))
            {
                throw Forbidden(scope, obj, $"use of {CertificateSigners.Client} signer with system:masters group is not allowed");
            }
        }
        catch (FormatException)
        {
            // Validation tells what is wrong with the request.
            return;
        }
    }

    private static KubeApiException Forbidden(WriteScope scope, JsonObject obj, string why) =>
        ApiErrors.Forbidden(scope.Resource, obj.Map("metadata")!.Text("name"), why);

    private async ValueTask DemandAsync(WriteScope scope, JsonObject old, string verb, CancellationToken cancellationToken)
    {
        var signer = old.Map("spec")?.Text("signerName") ?? "";
        var signers = new AuthorizationAttributes(scope.User, verb) { Group = CertificateSigners.Group, Resource = "signers" };
        var wanted = signers with { Name = signer };
        var domain = signer.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? signer[..slash] + "/*" : signer;
        if (!await authorizer.AllowsAsync(wanted, cancellationToken)
            && !await authorizer.AllowsAsync(wanted with { Name = domain }, cancellationToken))
        {
            throw Forbidden(scope, old, $"user not permitted to {verb} requests with signerName {GoText.Quote(signer)}");
        }
    }
}
