using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>
/// Fills Secrets of type <c>kubernetes.io/service-account-token</c> with a token of the account that they name, and deletes them with the
/// account.
/// </summary>
internal sealed class AccountTokens(ApiServerEngine engine)
{
    public const string SecretType = "kubernetes.io/service-account-token";

    private const string NameAnnotation = "kubernetes.io/service-account.name";
    private const string UidAnnotation = "kubernetes.io/service-account.uid";

    private static readonly ResourceReference Secrets = new("", "v1", "secrets");

    private VersionedStore Store => engine.Core.Store;

    /// <summary>Gives a Secret what it lacks; deletes it when its account is not there, or another than it was made for.</summary>
    public async ValueTask CompleteAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (Store.Get(key) is not { } stored || ObjectViews.Of(stored).Stored is not { IsDeleting: false } secret)
        {
            return;
        }

        var name = secret.Metadata.Annotations.GetValueOrDefault(NameAnnotation, "");
        var account = Store.Get(new StoreKey("serviceaccounts", key.Namespace, name)) is { } found ? ObjectViews.Of(found).Stored : null;
        var madeFor = secret.Metadata.Annotations.GetValueOrDefault(UidAnnotation, "");
        if (account is null || (madeFor.Length > 0 && madeFor != account.Metadata.Uid))
        {
            await DeleteAsync(secret, cancellationToken);
        }
        else if (Missing(secret, account) is { } patch)
        {
            await engine.PatchAsync(
                new PatchRequest
                {
                    Resource = Secrets,
                    Namespace = key.Namespace,
                    Name = key.Name,
                    PatchType = PatchType.Merge,
                    FieldManager = "kube-controller-manager",
                    Body = RequestBody.FromNode(patch),
                },
                cancellationToken);
        }
    }

    /// <summary>Deletes the Secrets of an account that is gone.</summary>
    public async ValueTask DeleteOfAsync(StoreKey account, CancellationToken cancellationToken)
    {
        foreach (var stored in Store.List(new StoreQuery("secrets", account.Namespace)).Items)
        {
            if (FieldText.Find(stored.Json.Span, ["type"]) == SecretType
                && ObjectViews.Of(stored).Stored.Metadata.Annotations.GetValueOrDefault(NameAnnotation) == account.Name)
            {
                await CompleteAsync(stored.Key, cancellationToken);
            }
        }
    }

    // A patch that completes the Secret; null when it is complete, or the cluster has no key yet.
    private JsonObject? Missing(KubeObject secret, KubeObject account)
    {
        var access = engine.Core.Access;
        if (access.Credentials.Current is not { } credentials)
        {
            return null;
        }

        var data = secret.ToJsonObject().Map("data") ?? [];
        var changes = new JsonObject();
        Set("ca.crt", credentials.Authority.CertificatePem);
        Set("namespace", secret.Metadata.Namespace);
        if (data.Text("token").Length == 0)
        {
            Set("token", access.ServiceAccounts.Issue(new ServiceAccountClaims
            {
                Issuer = ServiceAccountClaims.LegacyIssuer,
                Namespace = secret.Metadata.Namespace,
                Account = new ObjectIdentity(account.Metadata.Name, account.Metadata.Uid),
                Secret = new ObjectIdentity(secret.Metadata.Name, ""),
            })!);
        }

        var isNamed = secret.Metadata.Annotations.GetValueOrDefault(UidAnnotation) == account.Metadata.Uid;
        return changes.Count == 0 && isNamed ? null : new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = secret.Metadata.ResourceVersion,
                ["annotations"] = new JsonObject { [UidAnnotation] = account.Metadata.Uid },
            },
            ["data"] = changes,
        };

        void Set(string name, string value)
        {
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
            if (data.Text(name) != encoded)
            {
                changes[name] = encoded;
            }
        }
    }

    private async ValueTask DeleteAsync(KubeObject secret, CancellationToken cancellationToken) => await engine.DeleteAsync(
        new DeleteRequest
        {
            Resource = Secrets,
            Namespace = secret.Metadata.Namespace,
            Name = secret.Metadata.Name,
            PreconditionUid = secret.Metadata.Uid,
        },
        cancellationToken);
}
