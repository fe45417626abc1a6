using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Authentication.ServiceAccounts;

/// <summary>Posts to <c>serviceaccounts/token</c>: issues tokens that end, and end with what they are bound to.</summary>
internal sealed class TokenRequests(EngineCore core, ManagedFieldsKeeper managedFields)
{
    private const long DefaultSeconds = 3600;
    private const long MinSeconds = 600;
    private const long MaxSeconds = 1L << 32;

    // What kubelets ask for on behalf of pods that may be too old to read a token anew; such tokens live a year, and warn after this.
    private const long PodSeconds = 3607;
    private const long ExtendedSeconds = 365 * 24 * 3600;

    private static readonly GroupVersionKind Kind = new("authentication.k8s.io", "v1", "TokenRequest");

    // The body's kind is another than the resource's, so it is decoded as if posted to a resource of its own.
    private static readonly Lazy<ResourceInfo> Body = new(() => new ResourceInfo
    {
        Kind = Kind,
        Plural = "tokenrequests",
        Singular = "tokenrequest",
        ListKind = "TokenRequestList",
        Namespaced = true,
        Verbs = ["create"],
        StorageVersion = "v1",
        LazySchema = new Lazy<Schema?>(() => KubernetesFacts.Shared.Definitions.Find("io.k8s.api.authentication.v1.TokenRequest")),
    });

    public async ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "create", named: true);
        var scope = RequestChecks.Scope(Body.Value, request, request.Name, "CreateOptions");
        var body = ObjectDecoder.Decode(scope, request.Body, core.Registry);
        var (ns, name) = (request.Namespace, request.Name);
        CheckName(body, ns, name);
        body.Ensure("spec").Default("expirationSeconds", DefaultSeconds);
        managedFields.Update(scope, live: null, body);
        await core.Admission.AdmitAsync(RequestChecks.Scope(resource, request, request.Name, "CreateOptions"), body, cancellationToken);
        var account = Find("serviceaccounts", ns, name);
        var now = core.Time.GetUtcNow();
        Complete(body, ns, name, now);
        var spec = body.Map("spec")!;
        Validate(spec);
        var claims = Bind(NewClaims(ns, new ObjectIdentity(name, account.Metadata.Uid), spec, now), spec);
        var seconds = spec.Integer("expirationSeconds")!.Value;
        claims = claims with { Expiry = claims.IssuedAt + seconds };
        if (claims.Pod is not null && seconds == PodSeconds && claims.Audiences.SequenceEqual(core.Access.ServiceAccounts.ServerAudiences))
        {
            claims = claims with { Expiry = claims.IssuedAt + ExtendedSeconds, WarnAfter = claims.IssuedAt + seconds };
        }

        body["status"] = new JsonObject
        {
            ["token"] = core.Access.ServiceAccounts.Issue(claims)
                ?? throw ApiErrors.Unavailable("this cluster has no key for service account tokens yet: no control plane machine has booted"),
            ["expirationTimestamp"] = KubeTime.Format(now + TimeSpan.FromSeconds(seconds)),
        };
        return new ObjectResult(new KubeObject(Trees.ToStoredJson(body)), 201) { Warnings = [.. scope.Warnings] };
    }

    private static void CheckName(JsonObject body, string ns, string name)
    {
        var metadata = body.Ensure("metadata");
        if (metadata.Text("name") is { Length: > 0 } other && other != name)
        {
            throw Invalid(name, FieldError.Invalid("metadata.name", other, "must match the service account name if specified"));
        }

        if (metadata.Text("namespace") is { Length: > 0 } elsewhere && elsewhere != ns)
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private static void Validate(JsonObject spec)
    {
        var seconds = spec.Integer("expirationSeconds") ?? 0;
        if (seconds < MinSeconds)
        {
            throw Invalid("", FieldError.Invalid("spec.expirationSeconds", seconds, "may not specify a duration less than 10 minutes"));
        }

        if (seconds > MaxSeconds)
        {
            throw Invalid("", FieldError.Invalid("spec.expirationSeconds", seconds, "may not specify a duration larger than 2^32 seconds"));
        }
    }

    private static KubeApiException Invalid(string name, FieldError error) => ApiErrors.Invalid(Kind.GroupKind, name, [error]);

    private void Complete(JsonObject body, string ns, string name, DateTimeOffset now)
    {
        var metadata = body.Ensure("metadata");
        metadata["name"] = name;
        metadata["namespace"] = ns;
        metadata["uid"] = core.Random.NextGuid().ToString();
        metadata["creationTimestamp"] = KubeTime.Format(now);
        var spec = body.Ensure("spec");
        if (!spec.Texts("audiences").Any())
        {
            spec["audiences"] = Authorization.Rbac.PolicyRules.Texts(core.Access.ServiceAccounts.ServerAudiences);
        }

        if (!spec.ContainsKey("boundObjectRef"))
        {
            spec["boundObjectRef"] = null;
        }

        body.Remove("status");
    }

    private ServiceAccountClaims NewClaims(string ns, ObjectIdentity account, JsonObject spec, DateTimeOffset now) => new()
    {
        Issuer = core.Access.Credentials.Current?.Issuer ?? ClusterCredentials.DefaultIssuer,
        Namespace = ns,
        Account = account,
        Audiences = [.. spec.Texts("audiences")],
        IssuedAt = now.ToUnixTimeSeconds(),
        NotBefore = now.ToUnixTimeSeconds(),
        Id = core.Random.NextGuid().ToString(),
    };

    private ServiceAccountClaims Bind(ServiceAccountClaims claims, JsonObject spec)
    {
        if (spec.Map("boundObjectRef") is not { } reference)
        {
            return claims;
        }

        var kind = GroupVersionKind.Parse(reference.Text("apiVersion"), reference.Text("kind"));
        var name = reference.Text("name");
        if (name.Length == 0 && kind is { Group: "", Kind: "Pod" or "Secret" or "Node" })
        {
            throw ApiErrors.BadRequest("Name parameter required.");
        }

        var bound = (kind.Group, kind.Kind) switch
        {
            ("", "Pod") => Find("pods", claims.Namespace, name),
            ("", "Secret") => Find("secrets", claims.Namespace, name),
            ("", "Node") => Find("nodes", "", name),
            _ => throw ApiErrors.BadRequest(
                $"cannot bind token to object of type {kind.Group}/{kind.Version}, Kind={reference.Text("kind")}"),
        };
        var identity = new ObjectIdentity(name, bound.Metadata.Uid);
        claims = kind.Kind switch
        {
            "Pod" => BindPod(claims, bound, identity),
            "Secret" => claims with { Secret = identity },
            _ => claims with { Node = identity },
        };
        return reference.Text("uid") is { Length: > 0 } uid && uid != identity.Uid
            ? throw new KubeApiException(new KubeStatus(
                409,
                StatusReason.Conflict,
                $"Operation cannot be fulfilled on {kind.Kind} \"{name}\": the UID in the bound object reference ({uid}) does not match the UID in "
                + "record. The object might have been deleted and then recreated")
            {
                Details = new StatusDetails { Name = name, Kind = kind.Kind },
            })
            : claims;
    }

    private ServiceAccountClaims BindPod(ServiceAccountClaims claims, KubeObject pod, ObjectIdentity identity)
    {
        var spec = pod.ToJsonObject().Map("spec") ?? [];
        if (spec.Text("serviceAccountName") != claims.Account.Name)
        {
            throw ApiErrors.BadRequest(
                $"cannot bind token for serviceaccount {GoText.Quote(claims.Account.Name)} to pod running with different serviceaccount name.");
        }

        var node = spec.Text("nodeName") is { Length: > 0 } name
            ? new ObjectIdentity(name, TryFind("nodes", "", name)?.Metadata.Uid ?? "")
            : null;
        return claims with { Pod = identity, Node = node };
    }

    private KubeObject Find(string resource, string ns, string name) =>
        TryFind(resource, ns, name) ?? throw ApiErrors.NotFound("", resource, name);

    private KubeObject? TryFind(string resource, string ns, string name) =>
        core.Store.Get(new StoreKey(resource, ns, name)) is { } stored ? ObjectViews.Of(stored).Stored : null;
}
