using Slipway.ApiServer.Admission;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Controllers.Housekeeping;
using Slipway.ApiServer.Conversion;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Discovery;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Metrics;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.ApiServer.Webhooks;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Randomness;

namespace Slipway.ApiServer.Engine;

/// <summary>What the verbs of one engine share.</summary>
internal sealed class EngineCore
{
    private WebhookMetrics? _askedWebhooks;

    public EngineCore(VersionedStore store, ApiServerOptions options, TimeProvider time, IRandomSource random)
    {
        Store = store;
        Options = options;
        Time = time;
        Random = random;
        Access = new EngineAccess(store, options.Credentials, time);
        ApiServices = new ApiServices(store, Registry);
        CustomResources = new CustomResourceDefinitions(this);
        Registrations = new AdmissionRegistrations(store);
        Webhooks = new WebhookCaller(store, time);
        Translator = new VersionTranslator(options.Converter, new WebhookConverter(Webhooks, random), new StoredForms(Registry));
        Admission = new AdmissionChain(this, options.Admission);
        Observers.Add(CustomResources);
        Observers.Add(Registrations);
        Observers.Add(Access.Roles);
    }

    public VersionedStore Store { get; }

    public ApiServerOptions Options { get; }

    public TimeProvider Time { get; }

    public IRandomSource Random { get; }

    public ResourceRegistry Registry { get; } = new();

    /// <summary>Who is known, and what they may do.</summary>
    public EngineAccess Access { get; }

    public AdmissionChain Admission { get; }

    /// <summary>The admission that objects configure.</summary>
    public AdmissionRegistrations Registrations { get; }

    /// <summary>How admission webhooks answered; null while none was asked.</summary>
    public WebhookMetrics? AskedWebhooks => _askedWebhooks;

    /// <summary>Reaches webhooks.</summary>
    public WebhookCaller Webhooks { get; }

    /// <summary>Sees to what every namespace has; null for a server without controllers, whose pods need no service account.</summary>
    public NamespaceContents? Namespaces { get; set; }

    public VersionTranslator Translator { get; }

    public CustomResourceDefinitions CustomResources { get; }

    public ApiServices ApiServices { get; }

    /// <summary>Counts a call of an admission webhook.</summary>
    public void CountWebhook(WebhookCall call, double seconds) =>
        LazyInitializer.EnsureInitialized(ref _askedWebhooks, static () => new WebhookMetrics()).Record(call, seconds);

    /// <summary>Those who hear of every committed write.</summary>
    public List<ICommitObserver> Observers { get; } = [];

    public static StoreKey KeyOf(ResourceInfo resource, string ns, string name) => new(resource.StoreResource, resource.Namespaced ? ns : "", name);

    /// <summary>The time as metadata has it: in UTC, to the second.</summary>
    public string Now() => KubeTime.Format(Time.GetUtcNow());

    /// <summary>The resource at the version that its objects are stored in.</summary>
    public ResourceInfo StorageOf(ResourceInfo resource) =>
        resource.Custom is { Storage: false } custom && Registry.Custom.Definitions.TryGetValue(custom.Definition, out var definition)
            ? definition.Storage
            : resource.StoredAs is { } stored && Registry.TryFind(stored.Group, stored.Version, stored.Plural, out var storage) ? storage : resource;

    /// <summary>Commits a write and tells the observers.</summary>
    /// <exception cref="KubeApiException">The storage cannot take it (503): the disk is full, for example.</exception>
    public async ValueTask<CommitOutcome> CommitAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        var before = write.Kind == StoreEventKind.Created ? null : Store.GetLatest(write.Key);
        CommitOutcome outcome;
        try
        {
            outcome = await Store.CommitAsync(write, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            throw ApiErrors.Unavailable(e.Message);
        }

        if (outcome.Status == CommitStatus.Committed)
        {
            foreach (var observer in Observers)
            {
                observer.Committed(write.Kind, outcome.Object!, before);
            }
        }

        return outcome;
    }
}
