using System.Net;
using Slipway.ApiServer.Admission.Policies;
using Slipway.ApiServer.Authentication.Bootstrap;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>
/// Sees to the objects that every namespace and cluster has, and to those that end or are completed by themselves. It hears each commit
/// and does nothing about most.
/// </summary>
internal sealed class Housekeeper : BackgroundWorker, ICommitObserver
{
    private static readonly StoreKey Announced = new("services", "default", "kubernetes");
    private static readonly StoreKey Collectors = new("clusterroles", "", "");

    private readonly EngineCore _core;
    private readonly NamespaceContents _namespaces;
    private readonly ServerAnnouncement _server;
    private readonly AccountTokens _tokens;
    private readonly CollectedRoles _roles;
    private readonly BootstrapTokenSecrets _bootstrap;
    private readonly SigningRequests _requests;
    private readonly PolicyStatuses _policies;
    private readonly FlowSchemaStatuses _flows;

    public Housekeeper(ApiServerEngine engine, EngineBackground background)
        : base(background)
    {
        _core = engine.Core;
        _core.Namespaces = _namespaces = new NamespaceContents(engine);
        _server = new ServerAnnouncement(engine);
        _tokens = new AccountTokens(engine);
        _roles = new CollectedRoles(engine);
        _bootstrap = new BootstrapTokenSecrets(engine);
        _requests = new SigningRequests(engine);
        _policies = new PolicyStatuses(engine);
        _flows = new FlowSchemaStatuses(engine);
        _core.Access.Credentials.OnChange(Load);
    }

    /// <summary>Announces where the server is reached.</summary>
    public void Announce(IPEndPoint address)
    {
        _server.Address = address;
        Post(JanitorWork.Announcement, Announced);
    }

    /// <summary>Looks at all that is there: at the start, and when the cluster has other credentials.</summary>
    public void Load()
    {
        foreach (var resource in (string[])["namespaces", "secrets", "certificatesigningrequests.certificates.k8s.io", PolicyReader.Policies])
        {
            foreach (var stored in _core.Store.List(new StoreQuery(resource)).Items)
            {
                Committed(StoreEventKind.Created, stored, before: null);
            }
        }

        if (_roles.MayBeUnfinished())
        {
            Post(JanitorWork.CollectedRoles, Collectors);
        }

        if (_server.Address is not null)
        {
            Post(JanitorWork.Announcement, Announced);
        }
    }

    public void Committed(StoreEventKind kind, StoredObject current, StoredObject? before)
    {
        if (_server.Address is not null && ServerAnnouncement.Concerns(kind, current.Key))
        {
            Post(JanitorWork.Announcement, Announced);
        }

        switch (current.Key.Resource)
        {
            case "namespaces" when kind == StoreEventKind.Created:
                Post(JanitorWork.NamespaceContents, current.Key);
                break;
            case "serviceaccounts" when kind == StoreEventKind.Deleted:
                Post(JanitorWork.AccountGone, current.Key);
                PostContents(current.Key, NamespaceContents.Account);
                break;
            case "configmaps" when kind != StoreEventKind.Created:
                PostContents(current.Key, NamespaceContents.RootAuthority);
                break;
            case "secrets":
                OnSecret(kind, current);
                break;
            case RbacResources.ClusterRoles when CollectedRoles.MayMatter(current) || (before is not null && CollectedRoles.MayMatter(before)):
                Post(JanitorWork.CollectedRoles, Collectors);
                break;
            case PolicyReader.Policies when kind != StoreEventKind.Deleted:
                Post(JanitorWork.PolicyStatus, current.Key);
                break;
            case FlowSchemaStatuses.Schemas when kind != StoreEventKind.Deleted:
                Post(JanitorWork.FlowSchemaStatus, current.Key);
                break;
            case FlowSchemaStatuses.Levels when kind != StoreEventKind.Updated:
                foreach (var schema in _flows.Of(current.Key.Name))
                {
                    Post(JanitorWork.FlowSchemaStatus, schema);
                }

                break;
            case "certificatesigningrequests.certificates.k8s.io" when kind != StoreEventKind.Deleted:
                Post(JanitorWork.SigningRequest, current.Key);
                break;
            default:
                break;
        }
    }

    protected override async ValueTask DoAsync(JanitorWork work, StoreKey key, CancellationToken cancellationToken)
    {
        switch (work)
        {
            case JanitorWork.NamespaceContents:
                await _namespaces.EnsureAsync(key.Name, cancellationToken);
                break;
            case JanitorWork.AccountToken:
                await _tokens.CompleteAsync(key, cancellationToken);
                break;
            case JanitorWork.AccountGone:
                await _tokens.DeleteOfAsync(key, cancellationToken);
                break;
            case JanitorWork.BootstrapToken:
                if (await _bootstrap.DeleteExpiredAsync(key, cancellationToken) is { } due)
                {
                    PostAt(due, work, key, _core.Time);
                }

                break;
            case JanitorWork.PolicyStatus:
                await _policies.CheckAsync(key, cancellationToken);
                break;
            case JanitorWork.FlowSchemaStatus:
                await _flows.CheckAsync(key, cancellationToken);
                break;
            case JanitorWork.Announcement:
                await _server.EnsureAsync(cancellationToken);
                break;
            case JanitorWork.CollectedRoles:
                await _roles.CollectAsync(cancellationToken);
                break;
            default:
                await _requests.ProcessAsync(key, cancellationToken);
                break;
        }
    }

    private void PostContents(StoreKey changed, string name)
    {
        if (changed.Name == name)
        {
            Post(JanitorWork.NamespaceContents, new StoreKey("namespaces", "", changed.Namespace));
        }
    }

    private void OnSecret(StoreEventKind kind, StoredObject current)
    {
        if (kind == StoreEventKind.Deleted)
        {
            return;
        }

        if (BootstrapToken.MayBe(current.Key.Namespace, current.Key.Name))
        {
            Post(JanitorWork.BootstrapToken, current.Key);
        }
        else if (FieldText.Find(current.Json.Span, ["type"]) == AccountTokens.SecretType)
        {
            Post(JanitorWork.AccountToken, current.Key);
        }
    }
}
