using System.Net;
using Slipway.Dev.Boot;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Dev.Workload;

/// <summary>What <c>kubeadm init</c> makes of its configuration, with kubeadm's defaults filled in.</summary>
internal static class KubeadmSettings
{
    private const string DefaultImageRepository = "registry.k8s.io";
    private const string DefaultServiceSubnet = "10.96.0.0/12";
    private const string DefaultDnsTag = "v1.11.3";

    public static IReadOnlyDictionary<string, string> Variables(BootedMachine machine, string caCertificateBase64)
    {
        var cluster = machine.Init!.Find("ClusterConfiguration")!;
        var services = IPNetwork.Parse((cluster.Text("networking", "serviceSubnet") ?? DefaultServiceSubnet).Split(',')[0]);
        var repository = cluster.Text("imageRepository") ?? DefaultImageRepository;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CLUSTER_CONFIGURATION"] = KubeYaml.Emit(cluster.Body),
            // A tag cannot hold the plus of a build.
            ["KUBERNETES_TAG"] = cluster.Text("kubernetesVersion")!.Replace('+', '_'),
            ["ENDPOINT"] = cluster.Text("controlPlaneEndpoint")!,
            ["CA_DATA"] = caCertificateBase64,
            ["DNS_DOMAIN"] = cluster.Text("networking", "dnsDomain") ?? "cluster.local",
            ["API_ADDRESS"] = Nth(services, 1).ToString(),
            ["DNS_ADDRESS"] = Nth(services, 10).ToString(),
            ["IMAGE_REPOSITORY"] = repository,
            ["DNS_IMAGE_REPOSITORY"] = cluster.Text("dns", "imageRepository") ?? $"{repository}/coredns",
            ["DNS_IMAGE_TAG"] = cluster.Text("dns", "imageTag") ?? DefaultDnsTag,
        };
    }

    /// <summary>The address at a place in the network: kubeadm gives the API server the first and DNS the tenth.</summary>
    public static IPAddress Nth(IPNetwork network, int index)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var (i, carry) = (bytes.Length - 1, index); carry > 0 && i >= 0; i--)
        {
            carry += bytes[i];
            bytes[i] = (byte)carry;
            carry >>= 8;
        }

        return new IPAddress(bytes);
    }
}
