using System.Text;
using System.Text.Json.Nodes;
using Slipway.Dev.CloudInit;
using Slipway.Kubernetes.Certificates;

namespace Slipway.Dev.Tests.Boot;

/// <summary>User data as the kubeadm bootstrap provider writes it, with places to break it.</summary>
internal static class UserData
{
    public const string Token = "abcdef.0123456789abcdef";

    public static CertificateKeyPair Authority { get; } = new CertificateFactory(TimeProvider.System).CreateAuthority("kubernetes");

    private static (string Public, string Private) ServiceAccountKey { get; } = CertificateFactory.CreateKeyPair();

    public static string Init(string kubeadmApi = "v1beta4", string version = "v1.31.0", string extra = "", string? caKey = null) => $"""
        ## template: jinja
        #cloud-config

        write_files:
        {File("/etc/kubernetes/pki/ca.crt", Authority.CertificatePem)}
        {File("/etc/kubernetes/pki/ca.key", caKey ?? Authority.PrivateKeyPem)}
        {File("/etc/kubernetes/pki/etcd/ca.crt", Authority.CertificatePem)}
        {File("/etc/kubernetes/pki/etcd/ca.key", Authority.PrivateKeyPem)}
        {File("/etc/kubernetes/pki/front-proxy-ca.crt", Authority.CertificatePem)}
        {File("/etc/kubernetes/pki/front-proxy-ca.key", Authority.PrivateKeyPem)}
        {File("/etc/kubernetes/pki/sa.pub", ServiceAccountKey.Public)}
        {File("/etc/kubernetes/pki/sa.key", ServiceAccountKey.Private)}
        {File("/run/kubeadm/kubeadm.yaml", $"""
            apiVersion: kubeadm.k8s.io/{kubeadmApi}
            kind: ClusterConfiguration
            kubernetesVersion: {version}
            controlPlaneEndpoint: 127.0.0.1:20000
            networking:
              podSubnet: 192.168.0.0/16
              serviceSubnet: 10.128.0.0/12
              dnsDomain: cluster.local
            {extra}
            ---
            apiVersion: kubeadm.k8s.io/{kubeadmApi}
            kind: InitConfiguration
            nodeRegistration:
              name: '{"{{ ds.meta_data.local_hostname }}"}'
            """)}
        runcmd:
          - "echo before > /run/before"
          - "kubeadm init --config /run/kubeadm/kubeadm.yaml  && echo success > /run/cluster-api/bootstrap-success.complete"
        """;

    public static string Join(string registration = "", string token = Token, string kubeadmApi = "v1beta4", string command = "kubeadm join --config /run/kubeadm/kubeadm-join-config.yaml") => $"""
        ## template: jinja
        #cloud-config

        write_files:
        {File("/run/kubeadm/kubeadm-join-config.yaml", $"""
            apiVersion: kubeadm.k8s.io/{kubeadmApi}
            kind: JoinConfiguration
            discovery:
              bootstrapToken:
                apiServerEndpoint: 127.0.0.1:20000
                token: {token}
                caCertHashes: ["{PublicKeyPin.Compute(Authority.CertificatePem)}"]
            nodeRegistration:
              imagePullPolicy: IfNotPresent
            {registration}
            """)}
        runcmd:
          - "{command}"
        """;

    public static string JoinByFile(string interactiveMode) => $"""
        #cloud-config
        write_files:
        {File("/etc/discovery.conf", $"""
            clusters:
            - cluster: {"{"}server: "https://127.0.0.1:20000", certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(Authority.CertificatePem))}{"}"}
            users:
            - user: {"{"}exec: {"{"}apiVersion: client.authentication.k8s.io/v1, command: aws, {interactiveMode}{"}}"}
            """)}
        {File("/join.yaml", """
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: JoinConfiguration
            discovery: {file: {kubeConfigPath: /etc/discovery.conf}}
            """)}
        runcmd:
          - "kubeadm join --config /join.yaml"
        """;

    /// <summary>The files of a cloud-config and its last command, as Ignition would be told.</summary>
    public static string Ignition(string cloudConfig)
    {
        var read = CloudConfigReader.Read(cloudConfig, "m");
        var script = $"#!/bin/bash\nset -e\n{read.Commands[^1]}\n";
        var files = read.Files.Append(new WriteFile("/etc/kubeadm.sh", Encoding.UTF8.GetBytes(script), Append: false));
        return new JsonObject
        {
            ["ignition"] = new JsonObject { ["version"] = "3.3.0" },
            ["storage"] = new JsonObject
            {
                ["files"] = new JsonArray([.. files.Select(f => (JsonNode)new JsonObject
                {
                    ["path"] = f.Path, ["contents"] = new JsonObject { ["source"] = "data:," + Uri.EscapeDataString(Encoding.UTF8.GetString(f.Content)) },
                })]),
            },
            ["systemd"] = new JsonObject
            {
                ["units"] = new JsonArray(new JsonObject
                {
                    ["name"] = "kubeadm.service", ["enabled"] = true, ["contents"] = "[Service]\nExecStart=/bin/bash /etc/kubeadm.sh\n",
                }),
            },
        }.ToJsonString();
    }

    private static string File(string path, string content) =>
        $"-   path: {path}\n    owner: root:root\n    permissions: '0640'\n    content: |\n      {content.TrimEnd().ReplaceLineEndings("\n      ")}\n";
}
