using System.Net;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Formats;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>
/// By what programs in the cluster find the API server: the Service <c>kubernetes</c> with its addresses, the network of Services, and the
/// authority of clients. They come back when they are deleted or changed. There is no Lease of the server: only further servers would
/// read it, and it would have to be written again and again.
/// </summary>
internal sealed class ServerAnnouncement(ApiServerEngine engine)
{
    private const string Name = "kubernetes";
    private const string ClientAuthorities = "extension-apiserver-authentication";
    private const string Manager = "kube-apiserver";

    private static readonly ResourceReference Services = new("", "v1", "services");
    private static readonly ResourceReference Endpoints = new("", "v1", "endpoints");
    private static readonly ResourceReference Slices = new("discovery.k8s.io", "v1", "endpointslices");
    private static readonly ResourceReference ConfigMaps = new("", "v1", "configmaps");
    private static readonly ResourceReference ServiceCidrs = new("networking.k8s.io", "v1", "servicecidrs");

    private volatile IPEndPoint? _address;

    /// <summary>Where the server is reached; null before that is known.</summary>
    public IPEndPoint? Address
    {
        get => _address;
        set => _address = value;
    }

    /// <summary>Whether a write may have taken away something of the announcement, or made room for it.</summary>
    public static bool Concerns(StoreEventKind kind, in StoreKey key) => (key.Name, key.Resource) switch
    {
        (Name, "servicecidrs.networking.k8s.io") => kind == StoreEventKind.Deleted,
        (Name, "services" or "endpoints" or "endpointslices.discovery.k8s.io") =>
            key.Namespace == "default" && kind != StoreEventKind.Created,
        (ClientAuthorities, "configmaps") => key.Namespace == "kube-system" && kind != StoreEventKind.Created,
        ("default" or "kube-system", "namespaces") => kind == StoreEventKind.Created,
        _ => false,
    };

    /// <summary>Makes what is missing, and corrects what is not as it should be.</summary>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (_address is not { } address)
        {
            return;
        }

        if (engine.Core.Options.ServiceNetwork is { } network)
        {
            await EnsureNetworkAsync(network, cancellationToken);
            await EnsureAsync(Services, "default", Service(network, address.Port), "spec", cancellationToken);
        }

        await EnsureAsync(Endpoints, "default", EndpointsOf(address), "subsets", cancellationToken);
        await EnsureAsync(Slices, "default", SliceOf(address), "endpoints", cancellationToken);
        if (engine.Core.Access.Credentials.Current is { } credentials)
        {
            var authorities = Named(ClientAuthorities, []);
            authorities["data"] = new JsonObject { ["client-ca-file"] = credentials.Authority.CertificatePem };
            await EnsureAsync(ConfigMaps, "kube-system", authorities, "data", cancellationToken);
        }
    }

    private static JsonObject Named(string name, JsonObject labels)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (labels.Count > 0)
        {
            metadata["labels"] = labels;
        }

        return new JsonObject { ["metadata"] = metadata };
    }

    private static JsonObject Service(IPNetwork network, int port)
    {
        var service = Named(Name, new JsonObject { ["component"] = "apiserver", ["provider"] = Name });
        var first = network.BaseAddress.GetAddressBytes();
        first[^1]++;
        var https = new JsonObject { ["name"] = "https", ["protocol"] = "TCP", ["port"] = 443, ["targetPort"] = port };
        service["spec"] = new JsonObject
        {
            ["ports"] = new JsonArray(https),
            ["clusterIP"] = new IPAddress(first).ToString(),
            ["ipFamilyPolicy"] = "SingleStack",
            ["type"] = "ClusterIP",
            ["sessionAffinity"] = "None",
        };
        return service;
    }

    private static JsonObject EndpointsOf(IPEndPoint address)
    {
        var endpoints = Named(Name, new JsonObject { ["endpointslice.kubernetes.io/skip-mirror"] = "true" });
        var subset = new JsonObject
        {
            ["addresses"] = new JsonArray(new JsonObject { ["ip"] = address.Address.ToString() }),
            ["ports"] = new JsonArray(Port(address)),
        };
        endpoints["subsets"] = new JsonArray(subset);
        return endpoints;
    }

    private static JsonObject SliceOf(IPEndPoint address)
    {
        var slice = Named(Name, new JsonObject { ["kubernetes.io/service-name"] = Name });
        slice["addressType"] = "IPv4";
        slice["endpoints"] = new JsonArray(new JsonObject
        {
            ["addresses"] = new JsonArray(address.Address.ToString()),
            ["conditions"] = new JsonObject { ["ready"] = true },
        });
        slice["ports"] = new JsonArray(Port(address));
        return slice;
    }

    private static JsonObject Port(IPEndPoint address) => new() { ["name"] = "https", ["port"] = address.Port, ["protocol"] = "TCP" };

    private async ValueTask EnsureNetworkAsync(IPNetwork network, CancellationToken cancellationToken)
    {
        if (Find(ServiceCidrs, "", Name) is not null)
        {
            return;
        }

        var cidr = Named(Name, []);
        cidr["spec"] = new JsonObject { ["cidrs"] = new JsonArray(network.ToString()) };
        await EnsureAsync(ServiceCidrs, "", cidr, "spec", cancellationToken);
        var ready = new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = "True",
            ["lastTransitionTime"] = KubeTime.Format(engine.Core.Time.GetUtcNow()),
            ["message"] = "Kubernetes default Service CIDR is ready",
        };
        var status = new JsonObject
        {
            ["apiVersion"] = ServiceCidrs.ApiVersion,
            ["kind"] = "ServiceCIDR",
            ["metadata"] = new JsonObject { ["name"] = Name },
            ["status"] = new JsonObject { ["conditions"] = new JsonArray(ready) },
        };
        await engine.PatchAsync(
            new PatchRequest
            {
                Resource = ServiceCidrs with { Subresource = "status" },
                Name = Name,
                Body = RequestBody.FromNode(status),
                PatchType = PatchType.Apply,
                FieldManager = "kubernetes-service-cidr-controller",
                Force = true,
            },
            cancellationToken);
    }

    private JsonObject? Find(ResourceReference resource, string ns, string name) =>
        engine.Core.Registry.TryFind(resource.Group, resource.Version, resource.Plural, out var info)
        && engine.Core.Store.Get(EngineCore.KeyOf(info, ns, name)) is { } stored ? ObjectViews.Of(stored).Stored.ToJsonObject() : null;

    // What the server gives by itself, such as the default of a field, is no difference.
    private async ValueTask EnsureAsync(
        ResourceReference resource, string ns, JsonObject wanted, string field, CancellationToken cancellationToken)
    {
        var name = wanted.Map("metadata")!.Text("name");
        if (Find(resource, ns, name) is not { } current)
        {
            await CreateAsync(resource, ns, wanted, cancellationToken);
        }
        else if (!Holds(current[field], wanted[field]!) || !Holds(current["ports"], wanted["ports"]))
        {
            wanted["metadata"] = current["metadata"]!.DeepClone();
            await engine.UpdateAsync(
                new UpdateRequest
                {
                    Resource = resource, Namespace = ns, Name = name, Body = RequestBody.FromNode(wanted), FieldManager = Manager,
                },
                cancellationToken);
        }
    }

    private static bool Holds(JsonNode? current, JsonNode? wanted) => (current, wanted) switch
    {
        (JsonObject had, JsonObject should) => should.All(f => Holds(had[f.Key], f.Value)),
        (JsonArray had, JsonArray should) => had.Count == should.Count && should.Index().All(i => Holds(had[i.Index], i.Item)),
        _ => JsonNode.DeepEquals(current, wanted),
    };

    private async ValueTask CreateAsync(ResourceReference resource, string ns, JsonObject body, CancellationToken cancellationToken)
    {
        try
        {
            await engine.CreateAsync(
                new CreateRequest { Resource = resource, Namespace = ns, Body = RequestBody.FromNode(body), FieldManager = Manager },
                cancellationToken);
        }
        catch (KubeApiException e) when (e.IsAlreadyExists || e.IsNotFound)
        {
            // Somebody else made it, or the namespace is not there yet and brings it when it comes.
            return;
        }
    }
}
