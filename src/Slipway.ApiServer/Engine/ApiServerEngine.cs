using System.Net;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.ApiServer.Authorization;
using Slipway.ApiServer.Bootstrap;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Controllers.Housekeeping;
using Slipway.ApiServer.Discovery;
using Slipway.ApiServer.Metrics;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Tables;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Engine;

/// <summary>
/// One API server: a store and Kubernetes' rules over it. It has no socket, thread or timer of its own; the controllers that clean up
/// after owners and namespaces run in an <see cref="EngineBackground"/> that any number of engines share.
/// </summary>
public sealed class ApiServerEngine : IApiServerEngine
{
    private readonly ObjectReader _reader;
    private readonly WatchStarter _watches;
    private readonly ObjectCreator _creator;
    private readonly ObjectUpdater _updater;
    private readonly ObjectDeleter _deleter;
    private readonly Evictions _evictions;
    private readonly Bindings _bindings;
    private readonly TokenRequests _tokens;
    private readonly VirtualResources _virtual;
    private readonly DocumentLibrary _documents;
    private readonly Connections _connections;

    private Housekeeper? _housekeeper;

    private ApiServerEngine(EngineCore core)
    {
        Core = core;
        var managedFields = new ManagedFieldsKeeper(core);
        _reader = new ObjectReader(core);
        _watches = new WatchStarter(core);
        _creator = new ObjectCreator(core, managedFields);
        _updater = new ObjectUpdater(core, managedFields, _creator);
        _deleter = new ObjectDeleter(core, _reader);
        _evictions = new Evictions(core, _deleter);
        _bindings = new Bindings(core);
        _tokens = new TokenRequests(core, managedFields);
        _virtual = new VirtualResources(core, managedFields);
        _documents = new DocumentLibrary(core);
        _connections = new Connections(core);
    }

    /// <summary>Decides what users may do, by the roles that the server holds.</summary>
    public IRequestAuthorizer Authorizer => Core.Access.Authorizer;

    /// <summary>Knows users by service account and bootstrap tokens.</summary>
    public ITokenAuthenticator Tokens => Core.Access.Tokens;

    /// <summary>How much the engine's store holds, for <c>/metrics</c>.</summary>
    public IMetricSource Metrics => new StorageMetrics(Core);

    /// <summary>The parts that the verbs share.</summary>
    internal EngineCore Core { get; }

    /// <summary>Opens an API server over a store, which may hold objects already.</summary>
    /// <param name="store">Where objects are kept. Nobody else may write to it.</param>
    /// <param name="options">What the server is made of.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Where UIDs and generated names come from.</param>
    /// <param name="background">Runs the server's controllers; null for a server without any.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async ValueTask<ApiServerEngine> OpenAsync(
        VersionedStore store,
        ApiServerOptions options,
        TimeProvider time,
        IRandomSource random,
        EngineBackground? background,
        CancellationToken cancellationToken)
    {
        var core = new EngineCore(store, options, time, random);
        core.CustomResources.Load();
        core.Registrations.Load();
        var engine = new ApiServerEngine(core);
        if (options.SystemNamespaces)
        {
            await InitialObjects.EnsureAsync(core, cancellationToken);
        }

        if (background is not null)
        {
            var janitor = new Janitor(engine, background);
            core.Observers.Add(janitor);
            janitor.Load();
            engine._housekeeper = new Housekeeper(engine, background);
            core.Observers.Add(engine._housekeeper);
            engine._housekeeper.Load();
        }

        if (options.SystemNamespaces)
        {
            await SystemNamespaces.EnsureAsync(engine, cancellationToken);
        }

        return engine;
    }

    /// <summary>
    /// Announces to programs in the cluster where the server is reached: the Service <c>kubernetes</c> and what belongs to it are made, and
    /// kept. Nothing happens in a server without controllers.
    /// </summary>
    /// <param name="address">An address at which the server answers, and its port.</param>
    public void Announce(IPEndPoint address) => _housekeeper?.Announce(address);

    /// <inheritdoc/>
    public bool ServesGroupVersion(string group, string version) => Core.Registry.Serves(group, version);

    /// <inheritdoc/>
    public string? DeprecationOf(ResourceReference resource) => (resource.Group, resource.Plural) switch
    {
        ("", "endpoints") => "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        ("", "componentstatuses") => "v1 ComponentStatus is deprecated in v1.19+",
        ("", _) => null,
        _ => Core.Registry.TryFind(resource.Group, resource.Version, resource.Plural, out var info)
            && info.Custom is { DeprecationWarning.Length: > 0 } custom ? custom.DeprecationWarning : null,
    };

    /// <inheritdoc/>
    public ValueTask<ObjectResult> GetAsync(GetRequest request, CancellationToken cancellationToken) =>
        _reader.GetAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ListResult> ListAsync(ListRequest request, CancellationToken cancellationToken) =>
        _reader.ListAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IResourceWatch> WatchAsync(WatchRequest request, CancellationToken cancellationToken) => new(_watches.Start(request));

    /// <inheritdoc/>
    public ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
        Bindings.AreAskedFor(request.Resource) ? _bindings.CreateAsync(request, cancellationToken)
        : request.Resource.Subresource.Length > 0 ? CreateSubresourceAsync(request, cancellationToken)
        : _virtual.Contains(request.Resource) ? _virtual.CreateAsync(request, cancellationToken)
        : _creator.CreateAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ObjectResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        _updater.UpdateAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ObjectResult> PatchAsync(PatchRequest request, CancellationToken cancellationToken) =>
        _updater.PatchAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ObjectResult> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) =>
        _deleter.DeleteAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ListResult> DeleteCollectionAsync(DeleteCollectionRequest request, CancellationToken cancellationToken) =>
        _deleter.DeleteCollectionAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ConnectAsync(ConnectRequest request, CancellationToken cancellationToken) => _connections.CheckAsync(request, cancellationToken);

    /// <inheritdoc/>
    public ApiDocument? GetDocument(string path, bool aggregated = false) =>
        Core.Access.OpenId.Find(path) ?? _documents.Get(path, aggregated);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> ToTable(
        ResourceReference resource, IReadOnlyList<KubeObject> objects, ListResult? list, IncludeObject include, bool withColumns = true) =>
        TableWriter.Write(Core, resource, objects, list, include, withColumns);

    private ValueTask<ObjectResult> CreateSubresourceAsync(CreateRequest request, CancellationToken cancellationToken) =>
        request.Resource is { Group: "", Plural: "serviceaccounts", Subresource: "token" }
            ? _tokens.CreateAsync(request, cancellationToken)
            : _evictions.CreateAsync(request, cancellationToken);
}
