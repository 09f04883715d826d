<?php
// A calendar server of sabre/dav 1.8 for one user, on SQLite. From the command line: makes the database. Else: answers.

use Sabre\CalDAV;
use Sabre\DAV;
use Sabre\DAVACL;

// Older than the PHP that runs it, which would print its complaints into the answers.
error_reporting(E_ERROR | E_PARSE);
ini_set('display_errors', '0');
date_default_timezone_set('UTC');
require_once '/usr/share/php/Sabre/autoload.php';

$user = getenv('SABRE_USER');
$database = new PDO('sqlite:' . getenv('SABRE_DATA') . '/calendars.sqlite');
$database->setAttribute(PDO::ATTR_ERRMODE, PDO::ERRMODE_EXCEPTION);
$database->exec('PRAGMA busy_timeout=10000; PRAGMA synchronous=OFF');

if (php_sapi_name() === 'cli') {
    $database->exec('PRAGMA journal_mode=WAL');
    $tables = [
        'calendars' => 'principaluri, displayname, uri, ctag INTEGER, description, calendarorder INTEGER,
            calendarcolor, timezone, components, transparent INTEGER',
        'calendarobjects' => 'calendardata, uri, calendarid INTEGER, lastmodified INTEGER, etag, size INTEGER,
            componenttype, firstoccurence INTEGER, lastoccurence INTEGER, UNIQUE (calendarid, uri)',
        'principals' => 'uri UNIQUE, email, displayname, vcardurl',
        'groupmembers' => 'principal_id INTEGER, member_id INTEGER, UNIQUE (principal_id, member_id)',
    ];
    foreach ($tables as $name => $columns) {
        $database->exec("CREATE TABLE $name (id INTEGER PRIMARY KEY, $columns)");
    }
    $insert = $database->prepare('INSERT INTO principals (uri, email, displayname) VALUES (?, ?, ?)');
    $insert->execute(["principals/$user", "$user@example.com", $user]);
    $insert->execute(["principals/$user/calendar-proxy-read", null, null]);
    $insert->execute(["principals/$user/calendar-proxy-write", null, null]);
    exit;
}

if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) === '/.well-known/caldav') {
    header('Location: /', true, 301);
    exit;
}

class OneUser extends DAV\Auth\Backend\AbstractBasic
{
    protected function validateUserPass($user, $password)
    {
        return $user === getenv('SABRE_USER') && $password === getenv('SABRE_PASSWORD');
    }
}

$_SERVER['SCRIPT_NAME'] = '/server.php';
$principals = new DAVACL\PrincipalBackend\PDO($database);
$server = new DAV\Server([
    new CalDAV\Principal\Collection($principals),
    new CalDAV\CalendarRootNode($principals, new CalDAV\Backend\PDO($database)),
]);
$server->setBaseUri('/');
$server->addPlugin(new DAV\Auth\Plugin(new OneUser(), 'sabre/dav'));
$server->addPlugin(new DAVACL\Plugin());
$server->addPlugin(new CalDAV\Plugin());
$server->exec();
