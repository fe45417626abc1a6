using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Benchmarks;

/// <summary>A Machine as controllers make it, and as much of its schema.</summary>
internal static class Samples
{
    public static JsonObject Machine => JsonNode.Parse("""
        {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Machine","metadata":{"name":"c-control-plane-7xk2p","namespace":"default",
          "uid":"9e6b0c52-53a8-4c3e-8d1a-7d0c6b2f9f11","resourceVersion":"12345","generation":3,"creationTimestamp":"2026-01-01T00:00:00Z",
          "labels":{"cluster.x-k8s.io/cluster-name":"c","cluster.x-k8s.io/control-plane":"","cluster.x-k8s.io/control-plane-name":"c-control-plane"},
          "annotations":{"controlplane.cluster.x-k8s.io/kubeadm-cluster-configuration":"{}","pre-terminate.delete.hook.machine.cluster.x-k8s.io/kcp-cleanup":""},
          "finalizers":["machine.cluster.x-k8s.io"],
          "ownerReferences":[{"apiVersion":"controlplane.cluster.x-k8s.io/v1beta2","kind":"KubeadmControlPlane","name":"c-control-plane","uid":"1","controller":true,"blockOwnerDeletion":true}]},
         "spec":{"clusterName":"c","version":"v1.32.0","providerID":"dev:////x","bootstrap":{"configRef":{"apiGroup":"bootstrap.cluster.x-k8s.io","kind":"KubeadmConfig","name":"a"},"dataSecretName":"a"},
          "infrastructureRef":{"apiGroup":"infrastructure.cluster.x-k8s.io","kind":"DevMachine","name":"a"},"readinessGates":[{"conditionType":"APIServerPodHealthy"},{"conditionType":"EtcdPodHealthy"}],
          "deletion":{"nodeDeletionTimeoutSeconds":10}},
         "status":{"phase":"Running","observedGeneration":3,"initialization":{"bootstrapDataSecretCreated":true,"infrastructureProvisioned":true},
          "nodeRef":{"name":"n"},"addresses":[{"type":"InternalIP","address":"10.0.0.1"}],
          "conditions":[
            {"type":"Available","status":"True","reason":"Available","message":"","lastTransitionTime":"2026-01-01T00:00:00Z","observedGeneration":3},
            {"type":"Ready","status":"True","reason":"Ready","message":"","lastTransitionTime":"2026-01-01T00:00:00Z","observedGeneration":3},
            {"type":"UpToDate","status":"True","reason":"UpToDate","message":"","lastTransitionTime":"2026-01-01T00:00:00Z","observedGeneration":3},
            {"type":"BootstrapConfigReady","status":"True","reason":"Ready","message":"","lastTransitionTime":"2026-01-01T00:00:00Z","observedGeneration":3},
            {"type":"InfrastructureReady","status":"True","reason":"Ready","message":"","lastTransitionTime":"2026-01-01T00:00:00Z","observedGeneration":3},
            {"type":"NodeHealthy","status":"True","reason":"NodeHealthy","message":"","lastTransitionTime":"2026-01-01T00:00:00Z","observedGeneration":3},
            {"type":"Deleting","status":"False","reason":"NotDeleting","message":"","lastTransitionTime":"2026-01-01T00:00:00Z","observedGeneration":3}]}}
        """)!.AsObject();

    public static Schema MachineSchema => SchemaDefinitions.Parse("""
        {"Condition":{"type":"object","required":["type","status"],"properties":{"type":{"type":"string","maxLength":316,"pattern":"^[A-Za-z0-9.]+$"},"status":{"type":"string","enum":["True","False","Unknown"]},
           "reason":{"type":"string"},"message":{"type":"string","maxLength":32768},"lastTransitionTime":{"type":"string","format":"date-time"},"observedGeneration":{"type":"integer","format":"int64"}}},
         "Ref":{"type":"object","properties":{"apiGroup":{"type":"string"},"kind":{"type":"string"},"name":{"type":"string","minLength":1}}},
         "Meta":{"type":"object","properties":{"name":{"type":"string"},"namespace":{"type":"string"},"uid":{"type":"string"},"resourceVersion":{"type":"string"},"generation":{"type":"integer"},"creationTimestamp":{"type":"string"},
           "labels":{"type":"object","additionalProperties":{"type":"string"}},"annotations":{"type":"object","additionalProperties":{"type":"string"}},
           "finalizers":{"type":"array","items":{"type":"string"},"x-kubernetes-list-type":"set"},
           "ownerReferences":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["uid"],"items":{"type":"object","properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"name":{"type":"string"},"uid":{"type":"string"},"controller":{"type":"boolean"},"blockOwnerDeletion":{"type":"boolean"}}}},
           "managedFields":{"type":"array","items":{"type":"object"}}}},
         "Machine":{"type":"object","properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"$ref":"#/definitions/Meta"},
           "spec":{"type":"object","required":["clusterName"],"properties":{"clusterName":{"type":"string","minLength":1},"version":{"type":"string","maxLength":256},"providerID":{"type":"string"},
             "bootstrap":{"type":"object","properties":{"configRef":{"$ref":"#/definitions/Ref"},"dataSecretName":{"type":"string"}}},"infrastructureRef":{"$ref":"#/definitions/Ref"},
             "readinessGates":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["conditionType"],"items":{"type":"object","properties":{"conditionType":{"type":"string"}}}},
             "deletion":{"type":"object","properties":{"nodeDeletionTimeoutSeconds":{"type":"integer","format":"int32","minimum":0}}}}},
           "status":{"type":"object","properties":{"phase":{"type":"string"},"observedGeneration":{"type":"integer"},"initialization":{"type":"object","properties":{"bootstrapDataSecretCreated":{"type":"boolean"},"infrastructureProvisioned":{"type":"boolean"}}},
             "nodeRef":{"$ref":"#/definitions/Ref"},"addresses":{"type":"array","x-kubernetes-list-type":"atomic","items":{"type":"object","properties":{"type":{"type":"string"},"address":{"type":"string"}}}},
             "conditions":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["type"],"items":{"$ref":"#/definitions/Condition"}}}}}}}
        """u8.ToArray()).Find("Machine")!;
}
