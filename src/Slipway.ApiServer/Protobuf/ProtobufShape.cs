namespace Slipway.ApiServer.Protobuf;

/// <summary>How often a field's form occurs.</summary>
internal enum ProtobufShape
{
    /// <summary>Once at most.</summary>
    Single,

    /// <summary>As a list.</summary>
    List,

    /// <summary>As the values of a map with strings as keys.</summary>
    Map,

    /// <summary>A message whose fields JSON writes among those of the message around it.</summary>
    Inline,
}
