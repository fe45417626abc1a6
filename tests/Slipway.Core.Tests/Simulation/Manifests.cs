namespace Slipway.Core.Tests.Simulation;

/// <summary>The objects of one cluster, complete with what admission would default.</summary>
internal static class Manifests
{
    public static string[] Cluster(int controlPlanes, int workers) =>
    [
        """
        {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Cluster","metadata":{"name":"demo","namespace":"default"},"spec":{
          "controlPlaneRef":{"apiGroup":"controlplane.cluster.x-k8s.io","kind":"KubeadmControlPlane","name":"demo-cp"},
          "infrastructureRef":{"apiGroup":"infrastructure.cluster.x-k8s.io","kind":"DevCluster","name":"demo"}}}
        """,
        """{"apiVersion":"infrastructure.cluster.x-k8s.io/v1beta2","kind":"DevCluster","metadata":{"name":"demo","namespace":"default"},"spec":{"backend":{"inMemory":{}}}}""",
        """{"apiVersion":"infrastructure.cluster.x-k8s.io/v1beta2","kind":"DevMachineTemplate","metadata":{"name":"demo","namespace":"default"},"spec":{"template":{"spec":{"backend":{"inMemory":{}}}}}}""",
        """{"apiVersion":"bootstrap.cluster.x-k8s.io/v1beta2","kind":"KubeadmConfigTemplate","metadata":{"name":"demo","namespace":"default"},"spec":{"template":{"spec":{"joinConfiguration":{"nodeRegistration":{"name":"pretended"}}}}}}""",
        $$$$$$"""
        {"apiVersion":"controlplane.cluster.x-k8s.io/v1beta2","kind":"KubeadmControlPlane","metadata":{"name":"demo-cp","namespace":"default"},"spec":{
          "replicas":{{{{{{controlPlanes}}}}}},"version":"v1.31.0","kubeadmConfigSpec":{"initConfiguration":{"nodeRegistration":{"name":"pretended"}}},
          "machineTemplate":{"spec":{"infrastructureRef":{"apiGroup":"infrastructure.cluster.x-k8s.io","kind":"DevMachineTemplate","name":"demo"}}}}}
        """,
        $$$$$$"""
        {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"MachineDeployment","metadata":{"name":"demo-md","namespace":"default","labels":{"cluster.x-k8s.io/cluster-name":"demo"}},"spec":{
          "clusterName":"demo","replicas":{{{{{{workers}}}}}},
          "rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1,"maxUnavailable":0}}},
          "selector":{"matchLabels":{"cluster.x-k8s.io/cluster-name":"demo","cluster.x-k8s.io/deployment-name":"demo-md"}},
          "template":{"metadata":{"labels":{"cluster.x-k8s.io/cluster-name":"demo","cluster.x-k8s.io/deployment-name":"demo-md"}},"spec":{
            "clusterName":"demo","version":"v1.31.0",
            "bootstrap":{"configRef":{"apiGroup":"bootstrap.cluster.x-k8s.io","kind":"KubeadmConfigTemplate","name":"demo"}},
            "infrastructureRef":{"apiGroup":"infrastructure.cluster.x-k8s.io","kind":"DevMachineTemplate","name":"demo"}}}}}
        """,
    ];
}
