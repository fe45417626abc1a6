using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Kinds.Core;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Gives Services their addresses and node ports. What is taken is looked up among the stored Services: there are few, and they seldom
/// change. What a write under way is about to take is leased, so that no two writes take the same.
/// </summary>
internal sealed class ServiceAddresses(EngineCore core)
{
    private const int Hosts = 65534;
    private const int FirstNodePort = 30000;
    private const int LastNodePort = 32767;
    private const int Attempts = 200;

    private readonly ConcurrentDictionary<string, ObjectKey> _leases = [];

    /// <summary>Completes a valid Service.</summary>
    /// <returns>What keeps its new addresses from others; to be disposed of when it is stored.</returns>
    /// <exception cref="KubeApiException">422: an address or a port that is asked for is taken or not to be had.</exception>
    public AddressLease Complete(WriteScope scope, JsonObject obj)
    {
        var lease = new AddressLease(_leases, scope.Key);
        try
        {
            Complete(scope, obj, lease);
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private void Complete(WriteScope scope, JsonObject obj, AddressLease lease)
    {
        var spec = obj.Map("spec")!;
        var errors = new List<FieldError>();
        if (spec.Text("type") != "ExternalName")
        {
            CompleteFamilies(spec, errors);
            CompleteAddress(scope, spec, lease, errors);
        }

        if (errors.Count == 0 && spec.Text("type") is "NodePort" or "LoadBalancer" && !IsWithoutNodePorts(spec))
        {
            CompletePorts(scope, spec, lease, errors);
        }

        if (errors.Count > 0)
        {
            throw ApiErrors.Invalid(scope.Resource.Kind.GroupKind, obj.Map("metadata")!.Text("name"), errors);
        }
    }

    private static bool IsWithoutNodePorts(JsonObject spec) =>
        spec.Text("type") == "LoadBalancer" && spec.ContainsKey("allocateLoadBalancerNodePorts") && !spec.IsTrue("allocateLoadBalancerNodePorts");

    private void CompleteFamilies(JsonObject spec, List<FieldError> errors)
    {
        // Whoever says himself where the traffic goes may say so for both families, whatever the cluster has.
        if (ServiceChecks.IsHeadless(spec) && spec.Map("selector") is not { Count: > 0 })
        {
            spec.Default("ipFamilyPolicy", spec.List("ipFamilies")?.Count == 1 ? "SingleStack" : "RequireDualStack");
            spec.Default("ipFamilies", spec.Text("ipFamilyPolicy") == "SingleStack" ? new JsonArray("IPv4") : new JsonArray("IPv4", "IPv6"));
            return;
        }

        if (spec.Text("ipFamilyPolicy") == "RequireDualStack")
        {
            errors.Add(FieldError.Invalid("spec.ipFamilyPolicy", "RequireDualStack", "this cluster is not configured for dual-stack services"));
        }

        if (core.Options.ServiceNetwork is null)
        {
            spec.Default("ipFamilies", new JsonArray(spec.Text("clusterIP").Contains(':', StringComparison.Ordinal) ? "IPv6" : "IPv4"));
            spec.Default("ipFamilyPolicy", "SingleStack");
            return;
        }

        var i = 0;
        foreach (var family in spec.Texts("ipFamilies"))
        {
            if (family != "IPv4")
            {
                errors.Add(FieldError.Invalid($"spec.ipFamilies[{i}]", family, "not configured on this cluster"));
            }

            i++;
        }

        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
    }

    private void CompleteAddress(WriteScope scope, JsonObject spec, AddressLease lease, List<FieldError> errors)
    {
        if (errors.Count > 0 || ServiceChecks.IsHeadless(spec))
        {
            return;
        }

        var wanted = spec.Text("clusterIP");
        if (wanted.Length == 0)
        {
            wanted = Draw(scope, lease);
            spec["clusterIP"] = wanted;
            spec["clusterIPs"] = new JsonArray(wanted);
            return;
        }

        if (core.Options.ServiceNetwork is not null && wanted.Contains(':', StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs[0]", spec["clusterIPs"]!.DeepClone(), "IPv6 is not configured on this cluster"));
            return;
        }

        var why = core.Options.ServiceNetwork is { } network && (!IPAddress.TryParse(wanted, out var address) || !network.Contains(address))
            ? $"the provided IP ({wanted}) is not in the valid range. The range of valid IPs is {network}"
            : !lease.TryTake(wanted) || AddressesOf(Others(scope)).Contains(wanted) ? "provided IP is already allocated" : "";
        if (why.Length > 0)
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs", spec["clusterIPs"]!.DeepClone(), $"failed to allocate IP {wanted}: {why}"));
        }
    }

    // The API server's own Service, which comes first, has the first address of the network.
    private static IPAddress LowestOf(IEnumerable<string> addresses)
    {
        var numbers = addresses.Select(a => IPAddress.TryParse(a, out var parsed) ? parsed : null)
            .OfType<IPAddress>().Where(a => a.AddressFamily == AddressFamily.InterNetwork).Select(NumberOf).ToList();
        return numbers.Count > 0 ? IPAddress.Parse(AddressOf(numbers.Min() - 1)) : ApiServerOptions.DefaultServiceNetwork.BaseAddress;
    }

    private static HashSet<string> AddressesOf(List<JsonObject> services) =>
        services.Select(s => s.Text("clusterIP")).ToHashSet(StringComparer.Ordinal);

    private string Draw(WriteScope scope, AddressLease lease)
    {
        var network = core.Options.ServiceNetwork?.BaseAddress ?? LowestOf(AddressesOf(Others(scope)));
        if (scope.DryRun)
        {
            return AddressOf(NumberOf(network));
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // The first address is the API server's own.
            var text = AddressOf(NumberOf(network) + 2 + (uint)Next(Hosts - 1));
            if (lease.TryTake(text) && !AddressesOf(Others(scope)).Contains(text))
            {
                return text;
            }
        }

        throw ApiErrors.Unavailable("range is full");
    }

    private static uint NumberOf(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static string AddressOf(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes).ToString();
    }

    // A new Service's ports of the same number, such as DNS over TCP and UDP, share a node's port.
    private void CompletePorts(WriteScope scope, JsonObject spec, AddressLease lease, List<FieldError> errors)
    {
        var isNew = core.Store.Get(EngineCore.KeyOf(scope.Resource, scope.Key.Namespace, scope.Key.Name)) is null;
        var mine = new HashSet<long>();
        var shared = new Dictionary<long, long>();
        foreach (var (i, port) in KindRules.Items(spec, "ports").Index())
        {
            var number = port.Integer("port") ?? 0;
            var wanted = NodePortOf(port);
            if (isNew && shared.TryGetValue(number, out var first) && (wanted == 0 || wanted == first))
            {
                port["nodePort"] = first;
                continue;
            }

            if (isNew && wanted == 0)
            {
                wanted = KindRules.Items(spec, "ports").Where(p => p.Integer("port") == number).Select(NodePortOf).FirstOrDefault(p => p != 0);
            }

            if (wanted == 0)
            {
                wanted = scope.DryRun ? mine.Append(LastNodePort + 1).Max() + 1 : DrawPort(IsFree);
            }
            else if (!(mine.Contains(wanted) && !isNew) && PortError(wanted) is { } why)
            {
                errors.Add(FieldError.Invalid($"spec.ports[{i}].nodePort", wanted, why));
            }

            port["nodePort"] = wanted;
            mine.Add(wanted);
            shared.TryAdd(number, wanted);
        }

        string? PortError(long wanted) => !scope.DryRun && (wanted is < FirstNodePort or > LastNodePort)
            ? $"provided port is not in the valid range. The range of valid ports is {FirstNodePort}-{LastNodePort}"
            : IsFree(wanted) ? null : "provided port is already allocated";

        bool IsFree(long number) => !mine.Contains(number) && lease.TryTake(number.ToString(CultureInfo.InvariantCulture))
            && !Others(scope).SelectMany(o => KindRules.Items(o, "ports")).Any(p => p.Integer("nodePort") == number);
    }

    private static long NodePortOf(JsonObject port) => port.Integer("nodePort") ?? 0;

    private long DrawPort(Func<long, bool> isFree)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (FirstNodePort + Next(LastNodePort - FirstNodePort + 1) is var number && isFree(number))
            {
                return number;
            }
        }

        throw ApiErrors.Unavailable("range is full");
    }

    private long Next(int bound)
    {
        Span<byte> bytes = stackalloc byte[4];
        core.Random.Fill(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) % (uint)bound;
    }

    private List<JsonObject> Others(WriteScope scope) =>
        core.Store.List(new StoreQuery(scope.Resource.StoreResource)).Items
            .Where(o => o.Key.Namespace != scope.Key.Namespace || o.Key.Name != scope.Key.Name)
            .Select(o => core.Translator.Read(ObjectViews.Of(o).Stored).Map("spec"))
            .OfType<JsonObject>()
            .ToList();
}
