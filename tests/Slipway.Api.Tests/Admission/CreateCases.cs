namespace Slipway.Api.Tests.Admission;

/// <summary>Objects that are refused, and the words a person reads: kind, patch over a valid object, error.</summary>
internal sealed class CreateCases : TheoryData<string, string, string>
{
    private const string NotAVersion = "must be a semantic version with a leading v, such as v1.31.0";

    public CreateCases()
    {
        Clusters();
        Topologies();
        Machines();
        ControlPlanes();
        BootData();
        Ignition();
        Dev();
    }

    private void Clusters()
    {
        Add("Cluster", """{"spec":{"infrastructureRef":null,"controlPlaneRef":null}}""",
            "spec.infrastructureRef: Required value: set one of spec.infrastructureRef, spec.controlPlaneRef and spec.topology");
        Add("Cluster", """{"spec":{"clusterNetwork":{"pods":{"cidrBlocks":["10.0.0.0/8","10.0.0.0/33"]}}}}""",
            "spec.clusterNetwork.pods.cidrBlocks[1]: Invalid value: \"10.0.0.0/33\": must be an address range in CIDR notation, such as 192.168.0.0/16");
        Add("Cluster", """{"spec":{"clusterNetwork":{"services":{"cidrBlocks":["fd00::/129"]}}}}""",
            "spec.clusterNetwork.services.cidrBlocks[0]: Invalid value: \"fd00::/129\": must be an address range in CIDR notation, such as 192.168.0.0/16");
        Add("Cluster", """{"metadata":{"annotations":{"topology.cluster.x-k8s.io/upgrade-concurrency":"0"}}}""",
            "metadata.annotations[topology.cluster.x-k8s.io/upgrade-concurrency]: Invalid value: \"0\": must be a whole number of 1 or more");
    }

    private void Topologies()
    {
        Topology(""" "version":"v1.31" """, $"version: Invalid value: \"v1.31\": {NotAVersion}");
        Topology(""" "version":"v1.31.0","workers":{"machineDeployments":[{"class":"w","name":"a"},{"class":"w","name":"a"}]} """,
            "workers.machineDeployments[1].name: Duplicate value: \"a\"");
        Topology(""" "version":"v1.31.0","workers":{"machinePools":[{"class":"w","name":"a"},{"class":"w","name":"a"}]} """,
            "workers.machinePools[1].name: Duplicate value: \"a\"");
        Topology(
            """
            "version":"v1.31.0","workers":{"machineDeployments":[{"class":"w","name":"a","replicas":3,"metadata":{"annotations":
            {"cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size":"1"}}}]}
            """,
            "workers.machineDeployments[0].replicas: Invalid value: 3: must be left out where annotations give it to an autoscaler");
    }

    private void Topology(string fields, string expected) =>
        Add("Cluster", $$"""{"spec":{"topology":{"classRef":{"name":"c"},{{fields}} } } }""", $"spec.topology.{expected}");

    private void Machines()
    {
        Add("Machine", """{"spec":{"version":"1.31"}}""", $"spec.version: Invalid value: \"1.31\": {NotAVersion}");
        Add("Machine", """{"spec":{"version":"v1.31.0\n"}}""", $"spec.version: Invalid value: \"v1.31.0\\n\": {NotAVersion}");
        Add("Machine", """{"spec":{"bootstrap":{"configRef":null}}}""",
            "spec.bootstrap.configRef: Required value: set configRef to the object that makes the boot data, or dataSecretName to a Secret that holds it");
        Taint("node-role.kubernetes.io/control-plane", "is for control plane Machines only");
        Taint("node-role.kubernetes.io/master", "is out of use; use node-role.kubernetes.io/control-plane");
        Taint("node.cluster.x-k8s.io/uninitialized", "is set and removed by controllers only");
        Taint("node.cloudprovider.kubernetes.io/uninitialized", "is set and removed by the cloud provider only");
        Taint("node.kubernetes.io/not-ready", "is set and removed by Kubernetes only");
        foreach (var kind in (string[])["MachineSet", "MachineDeployment"])
        {
            Add(kind, """{"spec":{"selector":{"matchLabels":{"app":"other"}}}}""",
                "spec.template.metadata.labels: Invalid value: \"app=demo\": must match spec.selector (app=other), or its own Machines would not be found");
            Add(kind, """{"spec":{"template":{"spec":{"clusterName":"other"}}}}""",
                "spec.template.spec.clusterName: Invalid value: \"other\": must be \"demo\", as spec.clusterName");
            Add(kind, """{"spec":{"machineNaming":{"template":"{{ .cluster.name }}-x"}}}""",
                "spec.machineNaming.template: Invalid value: \"{{ .cluster.name }}-x\": must contain {{ .random }}, or two Machines would have the same name");
            Add(kind, """{"spec":{"machineNaming":{"template":"{{ .color }}-{{ .random }}"}}}""",
                "spec.machineNaming.template: Invalid value: \"{{ .color }}-{{ .random }}\": uses .color; only .cluster.name, .machineSet.name, .random are known");
            Add(kind, """{"spec":{"machineNaming":{"template":"Node-{{ .random }}"}}}""",
                "spec.machineNaming.template: Invalid value: \"Node-{{ .random }}\": gives names such as \"Node-abcde\", which are no DNS-1123 subdomains: use lower case letters, digits, - and .");
            Add(kind, """{"metadata":{"annotations":{"machineset.cluster.x-k8s.io/skip-preflight-checks":"All, Everything"}}}""",
                "metadata.annotations[machineset.cluster.x-k8s.io/skip-preflight-checks]: Unsupported value: \"Everything\": supported values: "
                + "\"All\", \"KubeadmVersionSkew\", \"KubernetesVersionSkew\", \"ControlPlaneIsStable\", \"ControlPlaneVersionSkew\"");
        }

        Rollout("""{"maxSurge":0,"maxUnavailable":0}""", "maxUnavailable: Invalid value: \"0\": cannot be 0 when maxSurge is 0: nothing could be replaced");
        Rollout("""{"maxSurge":"0%","maxUnavailable":0}""", "maxUnavailable: Invalid value: \"0\": cannot be 0 when maxSurge is 0: nothing could be replaced");
        Rollout("""{"maxSurge":"a lot"}""", "maxSurge: Invalid value: \"a lot\": must be a whole number of 0 or more, or a percentage from 0% to 100%");
        Rollout("""{"maxUnavailable":"101%"}""", "maxUnavailable: Invalid value: \"101%\": must be a whole number of 0 or more, or a percentage from 0% to 100%");
    }

    private void Taint(string key, string detail) => Add(
        "Machine",
        $$"""{"spec":{"taints":[{"key":"{{key}}","effect":"NoSchedule","propagation":"Always"}]} }""",
        $"spec.taints[0].key: Invalid value: \"{key}\": {detail}");

    private void Rollout(string update, string expected) => Add(
        "MachineDeployment",
        $$"""{"spec":{"rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{{update}} } } } }""",
        $"spec.rollout.strategy.rollingUpdate.{expected}");

    private void ControlPlanes()
    {
        const string Kind = "KubeadmControlPlane";
        Add(Kind, """{"spec":{"replicas":2}}""",
            "spec.replicas: Forbidden: cannot be an even number when etcd is stacked; 2 members survive no more failures than 1");
        Add(Kind, """{"spec":{"replicas":0}}""", "spec.replicas: Forbidden: cannot be 0; a control plane needs 1 machine or more");
        Add(Kind, """{"spec":{"version":"v1"}}""", $"spec.version: Invalid value: \"v1\": {NotAVersion}");
        Add(Kind, """{"spec":{"machineTemplate":{"spec":{"infrastructureRef":null}}}}""",
            "spec.machineTemplate.spec.infrastructureRef: Required value: name the template of the infrastructure machines");
        Add(Kind, """{"spec":{"rollout":{"strategy":{"rollingUpdate":{"maxSurge":2}}}}}""",
            "spec.rollout.strategy.rollingUpdate.maxSurge: Invalid value: \"2\": must be 0 or 1");
        Add(Kind, """{"spec":{"replicas":1,"rollout":{"strategy":{"rollingUpdate":{"maxSurge":0}}}}}""",
            "spec.rollout.strategy.rollingUpdate.maxSurge: Invalid value: 0: can be 0 only with 3 replicas or more, for spec.replicas is 1");
        Add(Kind, """{"spec":{"machineTemplate":{"metadata":{"labels":{"a b":"c"}}}}}""", LabelKeyError);
        Kubeadm("""{"clusterConfiguration":{"certificateValidityPeriodDays":20,"caCertificateValidityPeriodDays":10}}""",
            "clusterConfiguration.certificateValidityPeriodDays: Invalid value: 20: cannot be more than the authorities' 10 days (caCertificateValidityPeriodDays)");
        Kubeadm("""{"clusterConfiguration":{"dns":{"imageTag":"latest"}}}""",
            "clusterConfiguration.dns.imageTag: Invalid value: \"latest\": must begin with CoreDNS' version, such as v1.11.3");
        Kubeadm(
            """
            {"clusterConfiguration":{"etcd":{"local":{"dataDir":"/d"},
            "external":{"endpoints":["https://e"],"caFile":"/a","certFile":"/b","keyFile":"/c"}}}}
            """,
            "clusterConfiguration.etcd.local: Forbidden: cannot be set together with external; keep one of the two");
        Kubeadm("""{"initConfiguration":{"timeouts":{"controlPlaneComponentHealthCheckSeconds":5}}}""",
            "joinConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds: Invalid value: null: must be 5, as in initConfiguration");
        Add(Kind, """{"spec":{"rollout":{"before":{"certificatesExpiryDays":30}},"kubeadmConfigSpec":{"clusterConfiguration":{"certificateValidityPeriodDays":30}}}}""",
            "spec.rollout.before.certificatesExpiryDays: Invalid value: 30: must be less than certificateValidityPeriodDays (30), or machines would be replaced for ever");
    }

    private const string LabelKeyError =
        "spec.machineTemplate.metadata.labels: Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', "
        + "and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
        + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private void Kubeadm(string spec, string expected) => Add(
        "KubeadmControlPlane",
        $$"""{"spec":{"kubeadmConfigSpec":{{spec}} } }""",
        $"spec.kubeadmConfigSpec.{expected}");

    private void BootData()
    {
        Boot("""{"files":[{"path":"/a","content":"x","contentFrom":{"secret":{"name":"s","key":"k"}}}]}""",
            "files[0].contentFrom: Invalid value: \"s\": cannot be set together with content; keep one of the two");
        Boot("""{"files":[{"path":"/a","contentFrom":{"secret":{"key":"k"}}}]}""",
            "files[0].contentFrom.secret.name: Required value: name the Secret that holds the content");
        Boot("""{"files":[{"path":"/a","contentFrom":{"secret":{"name":"s"}}}]}""",
            "files[0].contentFrom.secret.key: Required value: name the key of the Secret that holds the content");
        Boot("""{"files":[{"path":"/a"},{"path":"/a"}]}""",
            "files[1].path: Invalid value: \"/a\": is written by an earlier file already; use each path once");
        Boot("""{"users":[{"name":"u","passwd":"x","passwdFrom":{"secret":{"name":"s","key":"k"}}}]}""",
            "users[0].passwdFrom: Invalid value: \"s\": cannot be set together with passwd; keep one of the two");
        Boot("""{"diskSetup":{"partitions":[{"device":"/dev/sdb","diskLayout":[{"percentage":60},{"percentage":50}]}]}}""",
            "diskSetup.partitions[0].diskLayout: Invalid value: 110: percentages must add up to 100 or less");
        Discovery("""{"exec":{"command":"c"},"authProvider":{"name":"p"}}""",
            ".exec: Invalid value: \"c\": cannot be set together with authProvider; keep one of the two");
        Discovery("{}", ": Required value: set either authProvider or exec");
    }

    private void Discovery(string user, string expected) => Boot(
        $$"""{"joinConfiguration":{"discovery":{"file":{"kubeConfigPath":"/k","kubeConfig":{"user":{{user}} } } } } }""",
        $"joinConfiguration.discovery.file.kubeConfig.user{expected}");

    private void Boot(string spec, string expected)
    {
        Add("KubeadmConfig", $$"""{"spec":{{spec}} }""", $"spec.{expected}");
        Add("KubeadmConfigTemplate", $$"""{"spec":{"template":{"spec":{{spec}} } } }""", $"spec.template.spec.{expected}");
    }

    private void Ignition()
    {
        Boot("""{"ignition":{"containerLinuxConfig":{"strict":true}}}""",
            "format: Invalid value: null: must be ignition where spec.ignition is set");
        Boot("""{"format":"ignition","users":[{"name":"u","inactive":true}]}""",
            "users[0].inactive: Forbidden: cannot be true with format ignition");
        Boot("""{"format":"ignition","files":[{"path":"/a","encoding":"gzip+base64"}]}""",
            "files[0].encoding: Forbidden: cannot be compressed with format ignition");
        Boot("""{"format":"ignition","bootCommands":["x"]}""", "bootCommands: Forbidden: cannot be set with format ignition");
        Boot("""{"format":"ignition","diskSetup":{"partitions":[{"device":"/dev/sdb","layout":true,"tableType":"mbr"}]}}""",
            "diskSetup.partitions[0].tableType: Invalid value: \"mbr\": must be gpt with format ignition");
        Boot("""{"format":"ignition","diskSetup":{"filesystems":[{"device":"d","filesystem":"ext4","label":"l","partition":"auto"}]}}""",
            "diskSetup.filesystems[0].partition: Forbidden: cannot be set with format ignition");
        Boot("""{"format":"ignition","diskSetup":{"filesystems":[{"device":"d","filesystem":"ext4","label":"l","replaceFS":"ntfs"}]}}""",
            "diskSetup.filesystems[0].replaceFS: Forbidden: cannot be set with format ignition");
    }

    private void Dev()
    {
        foreach (var kind in (string[])["DevCluster", "DevMachine"])
        {
            Add(kind, """{"spec":{"backend":{"inMemory":null}}}""",
                "spec.backend: Required value: set inMemory or docker; an empty object will do");
            Add(kind, """{"spec":{"backend":{"docker":{}}}}""",
                "spec.backend.docker: Forbidden: cannot be set together with inMemory; keep one of the two");
        }

        Add("DevMachine", """{"spec":{"backend":{"inMemory":{"vm":{"provisioning":{"startupDuration":"soon"}}}}}}""",
            "spec.backend.inMemory.vm.provisioning.startupDuration: Invalid value: \"soon\": must be a duration, such as 30s, 1m30s or 500ms");
        Add("DevMachine", """{"spec":{"backend":{"inMemory":{"vm":{"provisioning":{"startupDuration":"1s","startupJitter":"NaN"}}}}}}""",
            "spec.backend.inMemory.vm.provisioning.startupJitter: Invalid value: \"NaN\": must be a decimal number of 0 or more, such as 0.2");
        Add("DevMachineTemplate", """{"spec":{"template":{"spec":{"backend":{"inMemory":{"etcd":{"provisioning":{"startupDuration":"1s","startupJitter":"-1"}}}}}}}}""",
            "spec.template.spec.backend.inMemory.etcd.provisioning.startupJitter: Invalid value: \"-1\": must be a decimal number of 0 or more, such as 0.2");
    }
}
