using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Authorization.Reviews;
using Slipway.ApiServer.Certificates;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Certificates;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>
/// Approves what kubelets may ask for themselves, and signs what was approved, with the cluster's authority.
/// </summary>
internal sealed class SigningRequests(ApiServerEngine engine)
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    public async ValueTask ProcessAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored)
        {
            return;
        }

        var obj = ObjectViews.Of(stored).Stored.ToJsonObject();
        var signer = obj.Map("spec")?.Text("signerName") ?? "";
        if (signer is not (CertificateSigners.Client or CertificateSigners.KubeletClient or CertificateSigners.KubeletServing))
        {
            return;
        }

        if (signer == CertificateSigners.KubeletClient && !SigningRequestGuard.IsDecided(obj))
        {
            await ApproveAsync(obj, cancellationToken);
        }
        else if (SigningRequestGuard.Has(obj, "Approved") && !SigningRequestGuard.Has(obj, "Denied") && !SigningRequestGuard.Has(obj, "Failed")
            && (obj.Map("status")?.Text("certificate") ?? "").Length == 0)
        {
            await SignAsync(obj, signer, cancellationToken);
        }
    }

    private static JsonObject Condition(string type, string reason, string message) => new()
    {
        ["type"] = type, ["status"] = "True", ["reason"] = reason, ["message"] = message,
    };

    private async ValueTask ApproveAsync(JsonObject obj, CancellationToken cancellationToken)
    {
        var spec = obj.Map("spec")!;
        var request = SigningRequest.Read(spec);
        if (SignerRules.Refusal(CertificateSigners.KubeletClient, request, [.. spec.Texts("usages")]) is not null)
        {
            return;
        }

        var user = ReviewAttributes.UserOf(spec) with { Name = spec.Text("username") };
        var isRenewal = user.Name == request.CommonName;
        var wanted = new AuthorizationAttributes(user, "create") { Group = CertificateSigners.Group, Resource = CertificateSigners.Resource };
        if (isRenewal && await engine.Authorizer.AllowsAsync(wanted with { Subresource = "selfnodeclient" }, cancellationToken))
        {
            await UpdateAsync(obj, "approval", "Auto approving self kubelet client certificate after SubjectAccessReview.", cancellationToken);
        }
        else if (await engine.Authorizer.AllowsAsync(wanted with { Subresource = "nodeclient" }, cancellationToken))
        {
            await UpdateAsync(obj, "approval", "Auto approving kubelet client certificate after SubjectAccessReview.", cancellationToken);
        }
    }

    private ValueTask<ObjectResult> UpdateAsync(JsonObject obj, string subresource, string message, CancellationToken cancellationToken)
    {
        var conditions = obj.Ensure("status").List("conditions");
        if (conditions is null)
        {
            obj.Map("status")!["conditions"] = conditions = [];
        }

        conditions.Add((JsonNode)Condition("Approved", "AutoApproved", message));
        return WriteAsync(obj, subresource, cancellationToken);
    }

    private async ValueTask SignAsync(JsonObject obj, string signer, CancellationToken cancellationToken)
    {
        // An authority may be kept elsewhere, without its key here: then who keeps it signs.
        if (engine.Core.Access.Credentials.Current is not { Authority.PrivateKeyPem.Length: > 0 } credentials)
        {
            return;
        }

        var spec = obj.Map("spec")!;
        var request = SigningRequest.Read(spec);
        string[] usages = [.. spec.Texts("usages")];
        if (SignerRules.Refusal(signer, request, usages) is { } why)
        {
            var conditions = (JsonArray)obj.Map("status")!["conditions"]!;
            conditions.Add((JsonNode)Condition("Failed", "SignerValidationFailure", why));
        }
        else
        {
            var asked = spec.Integer("expirationSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : LongestLife;
            var kinds = usages.Aggregate(CertificateUsages.None, (all, u) => all | u switch
            {
                "server auth" => CertificateUsages.Server,
                "client auth" => CertificateUsages.Client,
                _ => CertificateUsages.None,
            });
            var certificate = new CertificateFactory(engine.Core.Time).Sign(
                credentials.Authority, request.Request, kinds, asked < LongestLife ? asked : LongestLife);
            obj.Map("status")!["certificate"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(certificate));
        }

        await WriteAsync(obj, "status", cancellationToken);
    }

    private ValueTask<ObjectResult> WriteAsync(JsonObject obj, string subresource, CancellationToken cancellationToken) => engine.UpdateAsync(
        new UpdateRequest
        {
            Resource = new ResourceReference(CertificateSigners.Group, "v1", CertificateSigners.Resource, subresource),
            Name = obj.Map("metadata")!.Text("name"),
            Body = RequestBody.FromNode(obj),
            FieldManager = "kube-controller-manager",
        },
        cancellationToken);
}
