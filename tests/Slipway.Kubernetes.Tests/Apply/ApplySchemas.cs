using Slipway.Kubernetes.Schemas;

namespace Slipway.Kubernetes.Tests.Apply;

/// <summary>The parts of built-in kinds that the apply tests touch.</summary>
internal static class ApplySchemas
{
    private static readonly SchemaDefinitions Definitions = SchemaDefinitions.Parse("""
        {
          "ObjectMeta": {"type": "object", "properties": {
            "name": {"type": "string"}, "namespace": {"type": "string"}, "uid": {"type": "string"}, "resourceVersion": {"type": "string"},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
            "annotations": {"type": "object", "additionalProperties": {"type": "string"}},
            "finalizers": {"type": "array", "items": {"type": "string"}, "x-kubernetes-list-type": "set", "x-kubernetes-patch-strategy": "merge"},
            "managedFields": {"type": "array", "x-kubernetes-list-type": "atomic"}}},
          "ConfigMap": {"type": "object", "properties": {
            "apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"$ref": "#/definitions/ObjectMeta"},
            "data": {"type": "object", "additionalProperties": {"type": "string"}}}},
          "Port": {"type": "object", "properties": {"name": {"type": "string"}, "port": {"type": "integer"}, "protocol": {"type": "string"}, "targetPort": {}}},
          "Service": {"type": "object", "properties": {
            "apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"$ref": "#/definitions/ObjectMeta"},
            "spec": {"type": "object", "properties": {
              "clusterIP": {"type": "string"},
              "selector": {"type": "object", "additionalProperties": {"type": "string"}, "x-kubernetes-map-type": "atomic"},
              "ports": {"type": "array", "items": {"$ref": "#/definitions/Port"}, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["port", "protocol"]}}},
            "status": {"type": "object", "properties": {
              "conditions": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["type"],
                "items": {"type": "object", "properties": {"type": {"type": "string"}, "status": {"type": "string"}}}}}}}}
        }
        """u8.ToArray());

    public static Schema ConfigMap => Definitions.Find("ConfigMap")!;

    public static Schema Service => Definitions.Find("Service")!;

    public static Schema Gadget => Tests.Schemas.GadgetSchema.Create().AsResource(Definitions.Find("ObjectMeta")!);
}
