using System.Text.Json.Nodes;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>
/// Gives every namespace its default service account, and the authority by which pods trust the API server; both come back when they
/// are deleted or changed.
/// </summary>
internal sealed class NamespaceContents(ApiServerEngine engine)
{
    public const string Account = "default";
    public const string RootAuthority = "kube-root-ca.crt";

    private const string Manager = "kube-controller-manager";

    private const string Description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or "
        + "kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";

    private static readonly ResourceReference Accounts = new("", "v1", "serviceaccounts");
    private static readonly ResourceReference ConfigMaps = new("", "v1", "configmaps");

    private VersionedStore Store => engine.Core.Store;

    public async ValueTask EnsureAsync(string ns, CancellationToken cancellationToken)
    {
        if (Store.Get(new StoreKey("namespaces", "", ns)) is not { } stored || ObjectViews.Of(stored).Stored.IsDeleting)
        {
            return;
        }

        await EnsureAccountAsync(ns, cancellationToken);
        if (engine.Core.Access.Credentials.Current is { } credentials)
        {
            await EnsureAuthorityAsync(ns, credentials.Authority.CertificatePem, cancellationToken);
        }
    }

    /// <summary>Makes the default service account when it is missing.</summary>
    public async ValueTask EnsureAccountAsync(string ns, CancellationToken cancellationToken)
    {
        if (Store.Get(new StoreKey("serviceaccounts", ns, Account)) is null)
        {
            await CreateAsync(Accounts, ns, new JsonObject { ["metadata"] = new JsonObject { ["name"] = Account } }, cancellationToken);
        }
    }

    private async ValueTask EnsureAuthorityAsync(string ns, string authority, CancellationToken cancellationToken)
    {
        var metadata = new JsonObject
        {
            ["name"] = RootAuthority,
            ["annotations"] = new JsonObject { ["kubernetes.io/description"] = Description },
        };
        var wanted = new JsonObject { ["metadata"] = metadata, ["data"] = new JsonObject { ["ca.crt"] = authority } };
        if (Store.Get(new StoreKey("configmaps", ns, RootAuthority)) is not { } stored)
        {
            await CreateAsync(ConfigMaps, ns, wanted, cancellationToken);
            return;
        }

        var current = ObjectViews.Of(stored).Stored.ToJsonObject();
        if (!JsonNode.DeepEquals(current["data"], wanted["data"]) || current.ContainsKey("binaryData"))
        {
            await engine.UpdateAsync(
                new UpdateRequest
                {
                    Resource = ConfigMaps,
                    Namespace = ns,
                    Name = RootAuthority,
                    Body = RequestBody.FromNode(wanted),
                    FieldManager = Manager,
                },
                cancellationToken);
        }
    }

    private async ValueTask CreateAsync(ResourceReference resource, string ns, JsonObject body, CancellationToken cancellationToken)
    {
        try
        {
            await engine.CreateAsync(
                new CreateRequest { Resource = resource, Namespace = ns, Body = RequestBody.FromNode(body), FieldManager = Manager },
                cancellationToken);
        }
        catch (KubeApiException e) when (e.IsAlreadyExists || e.Status.Reason == StatusReason.Forbidden)
        {
            // Somebody else made it, or the namespace has begun to go.
            return;
        }
    }
}
