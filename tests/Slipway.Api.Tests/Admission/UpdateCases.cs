namespace Slipway.Api.Tests.Admission;

/// <summary>Changes that are refused, and the words a person reads: kind, patch that makes the old object, patch that makes the new one, error.</summary>
internal sealed class UpdateCases : TheoryData<string, string, string, string>
{
    public UpdateCases()
    {
        ControlPlanes();
        Add("Machine", "{}", """{"spec":{"clusterName":"other"}}""",
            "spec.clusterName: Invalid value: \"other\": cannot be changed; it is \"demo\"");
        Add("MachineSet", "{}", """{"spec":{"clusterName":"other","template":{"spec":{"clusterName":"other"}}}}""",
            "spec.clusterName: Invalid value: \"other\": cannot be changed; it is \"demo\"");
        Add("MachineDeployment", "{}", """{"spec":{"clusterName":"other","template":{"spec":{"clusterName":"other"}}}}""",
            "spec.clusterName: Invalid value: \"other\": cannot be changed; it is \"demo\"");
        Add("Cluster", "{}", """{"spec":{"infrastructureRef":null}}""",
            "spec.infrastructureRef: Forbidden: cannot be removed; it refers to DevCluster demo");
        Add("Cluster", "{}", """{"spec":{"controlPlaneRef":null}}""",
            "spec.controlPlaneRef: Forbidden: cannot be removed; it refers to KubeadmControlPlane cp");
        Add("Cluster", """{"spec":{"topology":{"classRef":{"name":"c"},"version":"v1.31.0"}}}""", "{}",
            "spec.topology: Forbidden: cannot be removed once it is set");
        Add("Cluster", "{}", """{"spec":{"topology":{"classRef":{"name":"c"},"version":"v1.31.0"}}}""",
            "spec.topology: Forbidden: cannot be added to a Cluster that was made without it");
        Add("DevMachineTemplate", "{}", """{"spec":{"template":{"spec":{"providerID":"x"}}}}""",
            """spec.template.spec: Invalid value: "{\"backend\":{\"inMemory\":{}},\"providerID\":\"x\"}": cannot be changed; make a template with another name and refer to that""");
        Add("DevClusterTemplate", "{}", """{"spec":{"template":{"spec":{"controlPlaneEndpoint":{"port":1}}}}}""",
            """spec.template.spec: Invalid value: "{\"backend\":{\"inMemory\":{}},\"controlPlaneEndpoint\":{\"port\":1}}": cannot be changed; make a template with another name and refer to that""");
        Add("KubeadmControlPlaneTemplate", "{}", """{"spec":{"template":{"spec":{"kubeadmConfigSpec":{"verbosity":3}}}}}""",
            """spec.template.spec: Invalid value: "{\"kubeadmConfigSpec\":{\"verbosity\":3}}": cannot be changed; make a template with another name and refer to that""");
    }

    private void ControlPlanes()
    {
        Add("KubeadmControlPlane", "{}", """{"spec":{"version":"v1.33.0"}}""",
            "spec.version: Forbidden: cannot go from v1.31.0 to v1.33.0: kubeadm upgrades one minor version at a time; go to v1.32 first");
        Configuration("""{"certificatesDir":"/a"}""", """{"certificatesDir":"/b"}""",
            "certificatesDir: Invalid value: \"/b\": cannot be changed; it is \"/a\"");
        Configuration("{}", """{"controlPlaneEndpoint":"a:6443"}""",
            "controlPlaneEndpoint: Invalid value: \"a:6443\": cannot be set later; it was left out");
        Configuration("""{"caCertificateValidityPeriodDays":100}""", """{"caCertificateValidityPeriodDays":200}""",
            "caCertificateValidityPeriodDays: Invalid value: 200: cannot be changed; it is 100");
        Configuration("{}", """{"etcd":{"external":{"endpoints":["https://e"],"caFile":"/a","certFile":"/b","keyFile":"/c"}}}""",
            "etcd.external: Forbidden: cannot be added or removed: etcd's data would be left behind");
    }

    private void Configuration(string old, string now, string expected) => Add(
        "KubeadmControlPlane",
        $$"""{"spec":{"kubeadmConfigSpec":{"clusterConfiguration":{{old}} } } }""",
        $$"""{"spec":{"kubeadmConfigSpec":{"clusterConfiguration":{{now}} } } }""",
        $"spec.kubeadmConfigSpec.clusterConfiguration.{expected}");
}
