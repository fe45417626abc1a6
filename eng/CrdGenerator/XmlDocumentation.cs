using System.Reflection;
using System.Xml.Linq;

namespace Slipway.CrdGenerator;

/// <summary>The summaries of an assembly's members: what <c>kubectl explain</c> shows.</summary>
internal sealed class XmlDocumentation
{
    private readonly Dictionary<string, XElement> _members;

    private XmlDocumentation(Dictionary<string, XElement> members) => _members = members;

    public static XmlDocumentation Load(Assembly assembly)
    {
        var document = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        return new(document.Descendants("member").ToDictionary(m => (string)m.Attribute("name")!));
    }

    public string Summary(Type type) => Summary($"T:{type.FullName}");

    public string Summary(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    private string Summary(string member)
    {
        var text = _members.TryGetValue(member, out var element) ? (string?)element.Element("summary") ?? "" : "";
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
